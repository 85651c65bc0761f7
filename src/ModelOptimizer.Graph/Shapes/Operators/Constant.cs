using ModelOptimizer.Graph.Onnx;

namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>A constant that is kept as a node (as a graph output, or of an unusual kind).</summary>
internal static class Constant
{
    public static void Infer(NodeShapes node)
    {
        var value = ConstantNode.Value(node.Node) ?? throw new UnknownShapeException($"the constant '{node.Node.Name}' is not a dense tensor of numbers.");
        node.Set(0, value.Type, [.. value.Shape.Select(length => new Dimension(length))], KnownValue.Of(value));
    }
}
