namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>Elementwise choice between two operands.</summary>
internal static class Where
{
    public static void Infer(NodeShapes node)
    {
        var shape = Dimensions.Broadcast(node.Shape(0), Dimensions.Broadcast(node.Shape(1), node.Shape(2)));
        node.Set(0, node.Type(1), shape, node.Value(0) is { } condition && node.Value(1) is { } yes && node.Value(2) is { } no
            ? KnownValue.Build(node.Type(1), shape, index => condition.Broadcast(index).Integer switch
            {
                null => default,
                0 => no.Broadcast(index),
                _ => yes.Broadcast(index),
            })
            : null);
    }
}
