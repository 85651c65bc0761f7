using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Tests.Execution;

/// <summary>Operators that are made of several torch functions: the gradient that reaches a convolution in front of them, against differences.</summary>
public sealed class OperatorGradientTests
{
    private const int Channels = 4;

    private static readonly Dictionary<string, Node> Nodes = new(StringComparer.Ordinal)
    {
        ["AveragePool"] = Of("AveragePool", ("kernel_shape", new[] { 2L, 2 }), ("pads", new[] { 0L, 1, 1, 0 })),
        ["MaxPool"] = Of("MaxPool", ("kernel_shape", new[] { 2L, 2 }), ("pads", new[] { 0L, 1, 1, 0 })),
        ["ConvTranspose"] = Of("ConvTranspose", ["weight"], ("pads", new[] { 1L, 0, 0, 0 }), ("strides", new[] { 2L, 1 }), ("output_padding", new[] { 1L, 0 })),
        ["Resize linear"] = Of("Resize", ["", "scales"], ("mode", "linear")),
        ["Resize cubic"] = Of("Resize", ["", "scales"], ("mode", "cubic")),
        ["Resize nearest"] = Of("Resize", ["", "scales"], ("nearest_mode", "ceil")),
        ["Pad edge"] = Of("Pad", ["pads"], ("mode", "edge")),
        ["PRelu"] = Of("PRelu", ["slopes"]),
        ["LRN"] = Of("LRN", ("size", 2L), ("alpha", 1f)),
        ["InstanceNormalization"] = Of("InstanceNormalization", ["ones", "ones"]),
        ["BatchNormalization"] = Of("BatchNormalization", ["ones", "ones", "ones", "ones"], ("training_mode", 1L)),
        ["DepthToSpace"] = Of("DepthToSpace", ("blocksize", 2L)),
        ["TopK"] = Of("TopK", ["two"], ("axis", 1L)),
        ["ReduceL2"] = Of("ReduceL2", ("axes", new[] { 1L })),
        ["ReduceMax"] = Of("ReduceMax", ("axes", new[] { 2L, 3 })),
        ["HardSigmoid"] = Of("HardSigmoid"),
        ["Clip"] = Of("Clip", ["low"]),
        ["Pow"] = Of("Pow", ["power"]),
        ["Softmax"] = Of("Softmax", ("axis", 1L)),
        ["Expand"] = Of("Expand", ["five"]),
    };

    public static TheoryData<string> Names => [.. Nodes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_matches_finite_differences(string name)
    {
        using var scope = NewDisposeScope();
        using var executor = new GraphExecutor(Network(Nodes[name]), ComputeTarget.Reference);
        var images = Noise(1, 2, Channels, 3, 4);
        Tensor loss() => executor.Run(images, ExecutionMode.Training)["y"] is var y ? y.mul(Noise(2, y.shape)).sum() : zeros(1);
        var weight = executor.Parameters.Trained.First(parameter => parameter.Name == "kernel").Tensor;

        loss().backward();

        for (var channel = 0; channel < Channels; channel++)
        {
            const float Step = 1e-2f;
            var (above, below) = (Moved(channel, Step), Moved(channel, -Step));
            var analytic = weight.grad![channel, 0, 0, 0].ToSingle();
            Assert.Equal((above - below) / (2 * Step), analytic, 2e-2 * (1 + Math.Abs(analytic)));
        }

        float Moved(int channel, float step)
        {
            using var off = no_grad();
            weight[channel, 0, 0, 0] += step;
            var value = loss().ToSingle();
            weight[channel, 0, 0, 0] -= step;
            return value;
        }
    }

    private static Node Of(string operation, params (string Name, object Value)[] attributes) => Of(operation, [], attributes);

    private static Node Of(string operation, string[] operands, params (string Name, object Value)[] attributes) => new()
    {
        Name = "node",
        OpType = operation,
        Inputs = ["conv", .. operands],
        Outputs = ["y"],
        Attributes = new(attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value), StringComparer.Ordinal),
    };

    /// <summary>A depthwise 1 x 1 convolution and the operator.</summary>
    private static ModelGraph Network(Node node) => new()
    {
        Inputs = { new("x", ElementType.Float32, [2, Channels, 3, 4]) },
        Outputs = { new("y", ElementType.Float32, null) },
        Nodes =
        {
            new() { Name = "conv", OpType = "Conv", Inputs = ["x", "kernel"], Outputs = ["conv"], Attributes = { ["group"] = (long)Channels } },
            node.Clone(),
        },
        Initializers =
        {
            ["kernel"] = TensorData.Of([Channels, 1, 1, 1], [0.7f, -0.9f, 1.2f, 0.8f]),
            ["weight"] = TensorData.Of([Channels, 1, 2, 2], [.. Enumerable.Range(0, 16).Select(i => (i % 5) - 1.7f)]),
            ["scales"] = TensorData.Of([4], [1f, 1, 1.4f, 0.6f]),
            ["pads"] = TensorData.Of([8], [0L, 0, 1, 0, 0, 0, 0, 2]),
            ["slopes"] = TensorData.Of([Channels, 1, 1], [0.1f, 0.2f, 0.3f, 0.4f]),
            ["ones"] = TensorData.Of([Channels], [1f, 1, 1, 1]),
            ["two"] = TensorData.Of([1], [2L]),
            ["low"] = TensorData.Scalar(-0.4f),
            ["power"] = TensorData.Scalar(2),
            ["five"] = TensorData.Of([5], [3L, 1, 1, 1, 1]),
        },
    };

    private static Tensor Noise(ulong seed, params long[] shape) => randn(shape, generator: new Generator(seed));
}
