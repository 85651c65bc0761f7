using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pipeline.Verification;

namespace ModelOptimizer.Pipeline.Tests.Models;

public sealed class ZooModelTests
{
    private const int Batch = 2;

    public static TheoryData<string> Names => [.. ModelZoo.Names];

    [Theory, MemberData(nameof(Names))]
    public void Onnx_runtime_computes_the_stated_outputs_for_any_batch(string name)
    {
        // Half the size of CIFAR's images, and for the others the smallest that all strides divide.
        var side = ModelZoo.Build(name).Inputs[0].Shape![2].Value == 32 ? 16 : name is "googlenet" or "densenet121" ? 64 : 32;
        var graph = ModelZoo.Build(name, new() { InputSize = new(2 * side, side) });
        var image = new float[Batch * 3 * side * 2 * side];
        var random = new Random(1);
        foreach (ref var value in image.AsSpan())
        {
            value = random.NextSingle();
        }

        using var session = new OnnxSession(OnnxFile.ToBytes(graph), threads: 1);
        using var outputs = session.Run(image, [Batch, 3, side, 2 * side]);

        Assert.Equal(graph.Outputs.Select(output => output.Name), session.OutputNames);
        foreach (var (expected, actual) in graph.Outputs.Zip(outputs))
        {
            Assert.Equal([Batch, .. expected.Shape!.Skip(1).Select(dimension => dimension.Value!.Value)], actual.GetTensorTypeAndShape().Shape);
            Assert.False(actual.GetTensorDataAsSpan<float>().ContainsAnyExceptInRange(-1e30f, 1e30f), "an output is not a finite number");
            Assert.True(actual.GetTensorDataAsSpan<float>().ContainsAnyExcept(0f), "an output is all zero");
        }
    }
}
