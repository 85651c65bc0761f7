namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>Repetition along each axis.</summary>
internal static class Tile
{
    public static void Infer(NodeShapes node)
    {
        var shape = node.Shape(0);
        var repeats = node.Integers(1) ?? throw new GraphException("lacks its repeats.");
        node.Set(0, node.Type(0), repeats.Length == shape.Count
            ? [.. shape.Select((length, axis) => Dimensions.Product([length, repeats[axis]]))]
            : throw new GraphException($"{repeats.Length} repeats do not fit {Dimensions.Text(shape)}."));
    }
}
