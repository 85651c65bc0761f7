namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>An arithmetic sequence.</summary>
internal static class Range
{
    public static void Infer(NodeShapes node)
    {
        if (node.Value(0)?.Reals is [var start] && node.Value(1)?.Reals is [var limit] && node.Value(2)?.Reals is [var step] && step != 0)
        {
            Dimension[] shape = [(long)Math.Max(0, Math.Ceiling((limit - start) / step))];
            var isReal = node.Type(0) is ElementType.Float32 or ElementType.Float64;
            node.Set(0, node.Type(0), shape, KnownValue.Build(node.Type(0), shape, index =>
                isReal ? Element.Of(start + (index[0] * step)) : new((long)start + (index[0] * (long)step))));
        }
        else
        {
            node.Set(0, node.Type(0), [Dimension.Unknown]);
        }
    }
}
