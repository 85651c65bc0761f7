namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>Broadcast to a shape given by a value.</summary>
internal static class Expand
{
    public static void Infer(NodeShapes node)
    {
        var target = node.Value(1)?.Dimensions ?? throw new UnknownShapeException($"'{node.Node.Name}' gets its shape only when the model runs.");
        var shape = Dimensions.Broadcast(node.Shape(0), target);
        node.Set(0, node.Type(0), shape, node.Value(0) is { } value ? KnownValue.Build(value.Type, shape, value.Broadcast) : null);
    }
}
