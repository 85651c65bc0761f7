namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>Removal of dimensions of size 1.</summary>
internal static class Squeeze
{
    public static void Infer(NodeShapes node)
    {
        var shape = node.Shape(0);
        var axes = node.Integers("axes", 1)?.Select(axis => Dimensions.Axis(axis, shape.Count)).ToHashSet();
        if (axes?.FirstOrDefault(axis => shape[axis].Value is not (null or 1), -1) is >= 0 and var wrong)
        {
            throw new GraphException($"the dimension {wrong} of {Dimensions.Text(shape)} is not 1.");
        }

        Dimension[] result = [.. shape.Where((length, axis) => axes is null ? length.Value != 1 : !axes.Contains(axis))];
        node.Set(0, node.Type(0), result, Reshape.Relabel(node.Value(0), result));
    }
}
