namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>Pooling over windows and over everything.</summary>
internal static class Pooling
{
    public static void Infer(NodeShapes node)
    {
        var input = node.Shape(0);
        var kernel = node.Node.Ints("kernel_shape") ?? throw new GraphException("lacks its kernel_shape.");
        var output = input.Count > 2 ? new Window(node.Node, kernel).Output(input, input[1]) : throw new GraphException($"cannot pool {Dimensions.Text(input)}.");
        node.Set(0, node.Type(0), output);
        node.Set(1, ElementType.Int64, output);
    }

    public static void InferGlobal(NodeShapes node)
    {
        var input = node.Shape(0);
        node.Set(0, node.Type(0), [.. input.Take(2), .. input.Skip(2).Select(_ => (Dimension)1)]);
    }
}
