using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Training.Distillation;
using ModelOptimizer.Training.Evaluation;
using ModelOptimizer.Training.Loops;
using ModelOptimizer.Training.Runtime;
using TorchSharp;

namespace ModelOptimizer.Training.Tests.Loops;

public sealed class TrainingLoopTests : IDisposable
{
    private readonly Shapes _shapes = new();

    public void Dispose() => _shapes.Dispose();

    [Theory]
    [InlineData(torch.ScalarType.Float32)]
    [InlineData(torch.ScalarType.BFloat16)]
    public void Learns_four_pictures_by_heart(torch.ScalarType products)
    {
        var run = Run(epochs: 60) with { Target = new(torch.CPU, products) };

        var trained = TrainingLoop.Run(run, TestContext.Current.CancellationToken);

        var accuracy = new DetectorEvaluation(_shapes.Dataset, Shapes.Batches).Measure(trained, ComputeTarget.Reference, TestContext.Current.CancellationToken);
        Assert.True(accuracy.MeanAveragePrecision50 > 0.9, $"mAP {accuracy.MeanAveragePrecision50}");
    }

    [Fact]
    public void Gives_the_same_bytes_twice() => Assert.Equal(Bytes(Run(2)), Bytes(Run(2)));

    [Fact]
    public void Changes_only_the_parameters_that_it_may()
    {
        var run = Run(2);
        var head = run.Graph.Nodes.Last(node => node.OpType == "Conv").Inputs[1];
        var trained = TrainingLoop.Run(
            run with { Trained = new HashSet<string> { head }, Optimization = run.Optimization with { AverageDecay = 0 } }, TestContext.Current.CancellationToken);
        var changed = run.Graph.Nodes.Where(node => node.OpType == "Conv").Select(node => node.Inputs[1])
            .Where(name => !run.Graph.Initializers[name].Bytes.SequenceEqual(trained.Initializers[name].Bytes));

        Assert.Equal([head], changed);
    }

    [Fact]
    public void Gives_the_same_bytes_when_it_was_interrupted()
    {
        var run = Run(3) with { Sparsity = new() { RelaxAfter = 0.4 } };
        var kept = run with { CheckpointFolder = _shapes.Folder("checkpoint") };
        using var source = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => TrainingLoop.Run(
            kept with { Progress = progress => { if (progress is { Epoch: 3, Step: 1 }) { source.Cancel(); } } }, source.Token));
        var epochs = new List<int>();

        var resumed = TrainingLoop.Run(kept with { EpochEnded = (epoch, _) => epochs.Add(epoch) }, TestContext.Current.CancellationToken);

        Assert.Equal([3], epochs);
        Assert.Equal(Bytes(run), OnnxFile.ToBytes(resumed));
    }

    [Fact]
    public void Returns_a_finished_training_from_its_checkpoint()
    {
        var run = Run(1) with { CheckpointFolder = _shapes.Folder("checkpoint") };
        var first = Bytes(run);
        var steps = 0;

        Assert.Equal(first, Bytes(run with { Progress = _ => steps++ }));
        Assert.Equal(0, steps);
    }

    [Fact]
    public void Refuses_a_damaged_checkpoint()
    {
        var run = Run(1) with { CheckpointFolder = _shapes.Folder("checkpoint") };
        _ = TrainingLoop.Run(run, TestContext.Current.CancellationToken);
        var file = Directory.GetFiles(run.CheckpointFolder).Single();
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);

        var error = Assert.Throws<TrainingException>(() => TrainingLoop.Run(run, TestContext.Current.CancellationToken));

        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_the_checkpoint_of_another_network()
    {
        var run = Run(1) with { CheckpointFolder = _shapes.Folder("checkpoint") };
        _ = TrainingLoop.Run(run, TestContext.Current.CancellationToken);

        Assert.Throws<TrainingException>(() => TrainingLoop.Run(
            run with { Graph = Networks.Detector(width: 8) }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Stops_when_the_loss_is_no_number()
    {
        var run = Run(20) with { Optimization = new() { Epochs = 20, LearningRate = 1e30, WarmupEpochs = 0, GradientClip = 0, AverageDecay = 0 } };

        var error = Assert.Throws<TrainingException>(() => TrainingLoop.Run(run, TestContext.Current.CancellationToken));

        Assert.Contains("learning rate", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Leaves_the_source_graph_alone()
    {
        var graph = Networks.Detector();
        var before = OnnxFile.ToBytes(graph);

        _ = TrainingLoop.Run(Run(1) with { Graph = graph }, TestContext.Current.CancellationToken);

        Assert.Equal(before, OnnxFile.ToBytes(graph));
    }

    [Fact]
    public void Shrinks_scales_when_training_sparsely()
    {
        var plain = TrainingLoop.Run(Run(4), TestContext.Current.CancellationToken);
        var sparse = TrainingLoop.Run(Run(4) with { Sparsity = new() { Rate = 0.5 } }, TestContext.Current.CancellationToken);

        Assert.True(Scales(sparse) < 0.9 * Scales(plain));
    }

    [Fact]
    public void Reports_teaching_as_parts_of_the_loss()
    {
        using var teacher = new Teacher(Networks.Detector(seed: 2), Networks.Detector(), new(), ComputeTarget.Reference);
        var parts = new List<string>();

        _ = TrainingLoop.Run(
            Run(1) with { Auxiliary = teacher, Progress = progress => parts = [.. progress.LossParts.Select(part => part.Name)] }, TestContext.Current.CancellationToken);

        Assert.Equal(["loss", "box", "objectness", "class", "attention", "logits"], parts);
    }

    [Fact]
    public void Reports_its_progress_to_the_end()
    {
        var reports = new List<TrainingProgress>();

        _ = TrainingLoop.Run(Run(2) with { Progress = reports.Add }, TestContext.Current.CancellationToken);

        Assert.Equal([0.25, 0.5, 0.75, 1], reports.Select(report => report.Fraction));
        Assert.Equal(TimeSpan.Zero, reports[^1].Remaining);
    }

    private TrainingRun Run(int epochs)
    {
        var graph = Networks.Detector();
        return new()
        {
            Graph = graph,
            Task = new DetectionTask(graph, _shapes.Loader()),
            Optimization = new() { Epochs = epochs, LearningRate = 0.02, WarmupEpochs = 1, AverageDecay = 0.9 },
            Threads = 1,
            CheckpointInterval = TimeSpan.Zero,
        };
    }

    private static byte[] Bytes(TrainingRun run) => OnnxFile.ToBytes(TrainingLoop.Run(run));

    private static double Scales(ModelGraph graph)
    {
        var sum = 0.0;
        foreach (var scale in graph.Initializers["conv1/bn.scale"].Floats)
        {
            sum += Math.Abs(scale);
        }

        return sum;
    }
}
