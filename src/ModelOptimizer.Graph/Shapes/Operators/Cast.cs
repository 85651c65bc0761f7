namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>Change of element type.</summary>
internal static class Cast
{
    public static void Infer(NodeShapes node)
    {
        var type = (ElementType)node.Node.Int("to", 0);
        node.Set(0, type, node.Shape(0), node.Value(0) is { } value ? KnownValue.Build(type, node.Shape(0), value.Broadcast) : null);
    }
}
