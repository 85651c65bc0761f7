using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Shapes;
using ModelOptimizer.Pipeline.Verification;
using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Runtime;
using static TorchSharp.torch;

namespace ModelOptimizer.Pipeline.Tests.Operators;

/// <summary>What ONNX's own tests leave out: operators as old and new operator sets have them, against ONNX Runtime.</summary>
public sealed class OperatorParityTests
{
    public static TheoryData<string> Names => [.. OperatorCases.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Executor_and_shapes_agree_with_ONNX_Runtime(string name)
    {
        var graph = OperatorCases.All[name].Graph();
        var input = OperatorCase.Noise(OperatorCases.All[name].Input);
        using var session = new OnnxSession(OnnxFile.ToBytes(graph), threads: 1);
        using var expected = session.Run(input.Floats.ToArray(), [.. input.Shape]);
        var shapes = ShapeInference.Infer(graph);

        using var scope = NewDisposeScope();
        using var executor = new GraphExecutor(graph, ComputeTarget.Reference);
        var actual = executor.Run(input.ToTensor(CPU), ExecutionMode.Inference);

        foreach (var output in graph.Outputs)
        {
            var value = expected[session.IndexOf(output.Name)];
            Assert.Equal(value.GetTensorTypeAndShape().Shape, actual[output.Name].shape);
            Assert.Equal(value.GetTensorTypeAndShape().Shape, shapes.Shape(output.Name).Select(size => size.Value ?? -1));
            Assert.InRange(RelativeDifference.Largest(actual[output.Name].to(ScalarType.Float32).ToTensorData().Floats, Values(value)), 0, 1e-5);
        }
    }

    private static float[] Values(Microsoft.ML.OnnxRuntime.OrtValue value) =>
        value.GetTensorTypeAndShape().ElementDataType == Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Int64
            ? [.. value.GetTensorDataAsSpan<long>().ToArray().Select(number => (float)number)]
            : value.GetTensorDataAsSpan<float>().ToArray();
}
