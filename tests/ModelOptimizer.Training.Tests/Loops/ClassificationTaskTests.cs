using ModelOptimizer.Data.Augmentation;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Training.Distillation;
using ModelOptimizer.Training.Evaluation;
using ModelOptimizer.Training.Loops;
using ModelOptimizer.Training.Runtime;
using TorchSharp;

namespace ModelOptimizer.Training.Tests.Loops;

public sealed class ClassificationTaskTests : IDisposable
{
    private readonly Tints _tints = new();

    public void Dispose() => _tints.Dispose();

    [Theory]
    [InlineData(torch.ScalarType.Float32)]
    [InlineData(torch.ScalarType.BFloat16)]
    public void Learns_eight_pictures_by_heart(torch.ScalarType products)
    {
        var trained = TrainingLoop.Run(Run(epochs: 20) with { Target = new(torch.CPU, products) }, TestContext.Current.CancellationToken);

        var accuracy = new ClassifierEvaluation(_tints.Loader(8)).Measure(trained, ComputeTarget.Reference, TestContext.Current.CancellationToken);
        Assert.Equal((8, 1.0), (accuracy.Images, accuracy.Top1));
    }

    [Fact]
    public void Gives_the_same_bytes_twice() =>
        Assert.Equal(Bytes(Run(2)), Bytes(Run(2)));

    [Fact]
    public void Reports_teaching_as_a_part_of_the_loss()
    {
        using var teacher = new Teacher(Networks.Classifier(seed: 2), Networks.Classifier(), new() { Attention = 0 }, ComputeTarget.Reference);
        var parts = new List<string>();

        _ = TrainingLoop.Run(
            Run(1) with { Auxiliary = teacher, Progress = progress => parts = [.. progress.LossParts.Select(part => part.Name)] }, TestContext.Current.CancellationToken);

        Assert.Equal(["loss", "class", "logits"], parts);
    }

    [Fact]
    public void Refuses_a_graph_with_several_outputs()
    {
        var graph = Networks.Classifier();
        graph.Outputs.Add(graph.Outputs[0]);

        Assert.Throws<TrainingException>(() => new ClassificationTask(graph, _tints.Loader(4)));
    }

    private static byte[] Bytes(TrainingRun run) => OnnxFile.ToBytes(TrainingLoop.Run(run));

    private TrainingRun Run(int epochs)
    {
        var graph = Networks.Classifier();
        return new()
        {
            Graph = graph,
            Task = new ClassificationTask(graph, _tints.Loader(4, new CropOptions { Padding = 2 }), labelSmoothing: 0.1),
            Optimization = new() { Epochs = epochs, LearningRate = 0.05, WarmupEpochs = 1, AverageDecay = 0.9 },
            Threads = 1,
        };
    }
}
