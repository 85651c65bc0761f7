namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>Picks slices by positions along the leading axes.</summary>
internal static class GatherND
{
    public static void Infer(NodeShapes node)
    {
        var (data, indices) = (node.Shape(0), node.Shape(1));
        if (indices.Count == 0)
        {
            throw new GraphException("its indices are a scalar.");
        }

        var picked = node.Node.Int("batch_dims", 0) + indices[^1].Value;
        node.Set(0, node.Type(0), picked is { } axes ? [.. indices.SkipLast(1), .. data.Skip((int)axes)] : null);
    }
}
