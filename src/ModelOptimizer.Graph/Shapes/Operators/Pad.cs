namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>Padding before and after along all or some axes.</summary>
internal static class Pad
{
    public static void Infer(NodeShapes node)
    {
        Dimension[] shape = [.. node.Shape(0)];
        var pads = node.Integers("pads", 1) ?? throw new GraphException("lacks its pads.");
        var axes = node.Integers(3) ?? [.. Enumerable.Range(0, shape.Length).Select(axis => (long)axis)];
        if (pads.Length != 2 * axes.Length)
        {
            throw new GraphException($"{pads.Length} pads do not fit {axes.Length} axes.");
        }

        for (var i = 0; i < axes.Length; i++)
        {
            var axis = Dimensions.Axis(axes[i], shape.Length);
            var growth = pads[i] + pads[i + axes.Length];
            shape[axis] = growth == 0 ? shape[axis] : shape[axis].Value + growth is { } length ? length : Dimension.Unknown;
        }

        node.Set(0, node.Type(0), shape);
    }
}
