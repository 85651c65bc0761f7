namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>Chooses boxes; how many is known only when the model runs.</summary>
internal static class NonMaxSuppression
{
    public static void Infer(NodeShapes node) => node.Set(0, ElementType.Int64, [Dimension.Unknown, 3]);
}
