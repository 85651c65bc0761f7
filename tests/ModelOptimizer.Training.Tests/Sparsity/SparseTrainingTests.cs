using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Training.Loops;
using ModelOptimizer.Training.Sparsity;
using ModelOptimizer.Training.Tests.Loops;

namespace ModelOptimizer.Training.Tests.Sparsity;

public sealed class SparseTrainingTests : IDisposable
{
    private readonly Shapes _shapes = new();

    public void Dispose() => _shapes.Dispose();

    [Fact]
    public void Counts_every_scale_of_every_group_at_the_start_and_after_each_epoch()
    {
        var history = Train(Run(2, new() { Groups = [new("first", ["conv0/bn.scale", "conv1/bn.scale"]), new("rest", ["conv2/bn.scale"])] })).Gammas;

        Assert.Equal(["first", "rest"], history.Groups);
        Assert.Equal([0, 1, 2], history.Epochs.Select(epoch => epoch.Epoch));
        Assert.All(history.Epochs, epoch => Assert.Equal([48, 32], epoch.Counts.Select(bins => bins.Sum())));

        // Scales begin at 1, whatever is counted with them.
        Assert.Equal(48, history.Epochs[0].Counts[0][(int)(1 / history.BinWidth)]);
        Assert.Equal((0, 0.001f), (history.Epochs[0].Rate, history.Epochs[1].Rate));
        Assert.Null(history.Baseline);
    }

    [Fact]
    public void A_guard_raises_the_rate_while_nothing_is_lost()
    {
        var history = Train(Run(4, Guarded(_ => 0.5))).Gammas;

        var start = history.Epochs[1].Rate;
        Assert.Equal([0, start, start * 1.25f, start * 1.5625f, start * 1.953125f], history.Epochs.Select(epoch => epoch.Rate), (expected, actual) => Math.Abs(expected - actual) < 1e-6);
        Assert.Equal((0.5f, 2.0), (history.Baseline, history.MetricDrop));
        Assert.All(history.Epochs.Skip(1), epoch => Assert.Equal(0.5f, epoch.Metric));
    }

    [Fact]
    public void A_guard_lowers_the_rate_when_too_much_is_lost()
    {
        var measured = 0;
        var history = Train(Run(3, Guarded(_ => measured++ == 0 ? 0.5 : 0.4))).Gammas;

        var start = history.Epochs[1].Rate;
        Assert.Equal([0, start, start / 2, start / 4], history.Epochs.Select(epoch => epoch.Rate), (expected, actual) => Math.Abs(expected - actual) < 1e-6);
    }

    [Fact]
    public void A_guard_measures_every_so_many_epochs_and_at_the_end()
    {
        var history = Train(Run(5, Guarded(_ => 0.5, every: 2))).Gammas;

        Assert.Equal([null, null, 0.5f, null, 0.5f, 0.5f], history.Epochs.Select(epoch => epoch.Metric));
    }

    [Fact]
    public void A_guarded_training_gives_the_same_when_it_was_interrupted()
    {
        // The more the scales shrink, the lower this metric.
        var run = Run(4, Guarded(graph => Math.Abs(graph.Initializers["conv1/bn.scale"].Floats[0]) / 10));
        var kept = run with { CheckpointFolder = _shapes.Folder("checkpoint") };
        using var source = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => TrainingLoop.Run(
            kept with { Progress = progress => { if (progress is { Epoch: 3, Step: 1 }) { source.Cancel(); } } }, source.Token));

        var (whole, resumed) = (Train(run), Train(kept));

        Assert.Equal(OnnxFile.ToBytes(whole.Graph), OnnxFile.ToBytes(resumed.Graph));
        Assert.Equal(whole.Gammas.Epochs.Select(Text), resumed.Gammas.Epochs.Select(Text));
        Assert.Equal(whole.Gammas.Baseline, resumed.Gammas.Baseline);
        Assert.True(whole.Gammas.Epochs[^1].Rate != whole.Gammas.Epochs[1].Rate);

        static string Text(GammaEpoch epoch) => $"{epoch.Epoch} {epoch.Rate} {epoch.Metric} {string.Join(' ', epoch.Counts.SelectMany(bins => bins))}";
    }

    private static SparsityOptions Guarded(Func<ModelGraph, double> metric, int every = 1) => new() { Guard = new() { MetricDrop = 2, Metric = metric, Every = every } };

    private static (ModelGraph Graph, GammaHistory Gammas) Train(TrainingRun run)
    {
        GammaHistory? history = null;
        var graph = TrainingLoop.Run(run with { GammasRecorded = gammas => history = gammas }, TestContext.Current.CancellationToken);
        return (graph, history!);
    }

    private TrainingRun Run(int epochs, SparsityOptions sparsity)
    {
        var graph = Networks.Detector();
        return new()
        {
            Graph = graph,
            Task = new DetectionTask(graph, _shapes.Loader()),
            Optimization = new() { Epochs = epochs, LearningRate = 0.02, WarmupEpochs = 1, AverageDecay = 0.9 },
            Sparsity = sparsity,
            Threads = 1,
            CheckpointInterval = TimeSpan.Zero,
        };
    }
}
