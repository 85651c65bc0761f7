namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>The largest or smallest elements along an axis, and their positions.</summary>
internal static class TopK
{
    public static void Infer(NodeShapes node)
    {
        Dimension[] shape = [.. node.Shape(0)];
        var count = node.Node.Int("k", -1) is >= 0 and var stated ? stated : node.Value(1)?.Integers is [var given] ? given : (long?)null;
        shape[Dimensions.Axis(node.Node.Int("axis", -1), shape.Length)] = new(count);
        node.Set(0, node.Type(0), shape);
        node.Set(1, ElementType.Int64, shape);
    }
}
