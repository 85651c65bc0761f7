using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Data.Images;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Training.Evaluation;
using ModelOptimizer.Training.Runtime;

namespace ModelOptimizer.Training.Tests.Evaluation;

/// <summary>Trained models on real images: the JPEG test set of CIFAR-10, whose figures were measured with Python torch 1.13.</summary>
public sealed class PublishedClassifierTests
{
    private static readonly string[] Classes = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    [Fact]
    public void ResNet_20_recognises_88_percent()
    {
        var graph = OnnxFile.Read(SharedData.Model("resnet20_cifar10jpeg.onnx"));
        var test = ImageFolderReader.Read(SharedData.Cifar10(), "test", Classes);
        var batches = new Data.Batches.ClassificationBatchLoader(new(test, 32, 32), new() { BatchSize = 250 }, ChannelNormalization.ImageNet);

        var accuracy = new ClassifierEvaluation(batches).Measure(graph, ComputeTarget.Reference, TestContext.Current.CancellationToken);

        Assert.Equal(10_000, accuracy.Images);
        Assert.Equal(0.8806, accuracy.Top1, 0.0005);
    }
}
