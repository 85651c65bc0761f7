using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Models;

namespace ModelOptimizer.Pipeline.Tests.Verification;

/// <summary>Trained models on real images: the JPEG test set of CIFAR-10, whose figures were measured with Python torch 1.13.</summary>
public sealed class ClassificationMeasurementTests
{
    private static readonly float[] Mean = [0.485f, 0.456f, 0.406f];
    private static readonly float[] Deviation = [0.229f, 0.224f, 0.225f];

    [Fact]
    public void ResNet_56_recognises_89_and_a_half_percent()
    {
        var request = new EvaluationRequest(SharedData.Model("resnet56_cifar10jpeg.onnx"), SharedData.Cifar10(), "test") { Mean = Mean, Deviation = Deviation };

        var result = Assert.IsType<ClassifierResult>(ModelEvaluation.Measure(request, _ => { }, TestContext.Current.CancellationToken));

        Assert.Equal(10_000, result.Images);
        Assert.Equal(0.8954, result.Value, 0.0005);
        Assert.Equal(10, result.Classes.Count);
        Assert.Equal(result.Value, result.Classes.Average(found => found.Recall), 1e-9);
    }

    [Fact]
    public void A_network_of_other_classes_is_refused()
    {
        var request = new EvaluationRequest(SharedData.Model("yunet_n_320_320.onnx"), SharedData.Cifar10(), "test");

        var error = Assert.Throws<PipelineException>(() => ModelEvaluation.Measure(request, _ => { }, TestContext.Current.CancellationToken));

        Assert.Contains("one output of shape [N, 10]", error.Message, StringComparison.Ordinal);
    }
}
