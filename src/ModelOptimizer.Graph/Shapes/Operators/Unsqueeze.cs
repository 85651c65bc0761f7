namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>Insertion of dimensions of size 1.</summary>
internal static class Unsqueeze
{
    public static void Infer(NodeShapes node)
    {
        var axes = node.Integers("axes", 1) ?? throw new GraphException("lacks its axes.");
        var result = node.Shape(0).ToList();
        foreach (var axis in axes.Select(axis => Dimensions.Axis(axis, result.Count + axes.Length)).Order().ToList())
        {
            result.Insert(Math.Min(axis, result.Count), 1);
        }

        node.Set(0, node.Type(0), result, Reshape.Relabel(node.Value(0), result));
    }
}
