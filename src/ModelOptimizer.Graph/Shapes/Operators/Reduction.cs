namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>Reduction along axes: sums, means, extremes and their positions.</summary>
internal static class Reduction
{
    public static void Infer(NodeShapes node)
    {
        var shape = node.Shape(0);
        var isPosition = node.Node.OpType.StartsWith("Arg", StringComparison.Ordinal);
        var axes = isPosition ? [node.Node.Int("axis", 0)] : node.Integers("axes", 1) ?? [];
        var keep = node.Node.Int("keepdims", 1) != 0;
        var reduced = axes.Select(axis => Dimensions.Axis(axis, shape.Count)).ToHashSet();
        var everything = reduced.Count == 0 && node.Node.Int("noop_with_empty_axes", 0) == 0;
        bool Reduced(int axis) => everything || reduced.Contains(axis);

        Dimension[] result = keep
            ? [.. shape.Select((length, axis) => Reduced(axis) ? 1 : length)]
            : [.. shape.Where((_, axis) => !Reduced(axis))];
        var type = isPosition ? ElementType.Int64 : node.Type(0);
        node.Set(0, type, result, shape.Count == 1 && Reduced(0) && node.Value(0)?.Reals is { Length: > 0 } values && Total(node.Node.OpType, values) is { } total
            ? KnownValue.Build(type, result, _ => Element.Of(total))
            : null);
    }

    private static double? Total(string operation, double[] values) => operation switch
    {
        "ReduceSum" => values.Sum(),
        "ReduceProd" => values.Aggregate((product, value) => product * value),
        "ReduceMax" => values.Max(),
        "ReduceMin" => values.Min(),
        _ => null,
    };
}
