using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Onnx;

namespace ModelOptimizer.Packages.Tests.Detectors;

/// <summary>A model that gives the same outputs whatever picture it sees.</summary>
internal static class ConstantModel
{
    public const int Width = 96;
    public const int Height = 64;

    public static ModelGraph Of(params (string Name, TensorData Value)[] outputs)
    {
        var graph = new ModelGraph
        {
            Name = "constant",
            OperatorSets = { [""] = 17 },
            Inputs = { new("images", ElementType.Float32, [new(null, "N"), 3, Height, Width]) },
        };
        foreach (var (name, value) in outputs)
        {
            graph.Initializers.Add($"{name}/value", value);
            graph.Nodes.Add(new() { Name = name, OpType = "Identity", Inputs = [$"{name}/value"], Outputs = [name] });
            graph.Outputs.Add(new(name, ElementType.Float32, [.. value.Shape.Select(length => new Dimension(length))]));
        }

        return graph;
    }

    public static byte[] Bytes(params (string Name, TensorData Value)[] outputs) => OnnxFile.ToBytes(Of(outputs));

    public static TensorData Noise(long[] shape, int seed, float from = 0, float to = 1)
    {
        var random = new Random(seed);
        var values = new float[shape.Aggregate(1L, (product, length) => product * length)];
        foreach (ref var value in values.AsSpan())
        {
            value = from + (random.NextSingle() * (to - from));
        }

        return TensorData.Of(shape, values);
    }
}
