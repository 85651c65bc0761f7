namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>A range with a step along some axes.</summary>
internal static class Slice
{
    public static void Infer(NodeShapes node)
    {
        Dimension[] shape = [.. node.Shape(0)];
        var starts = node.Integers("starts", 1) ?? throw new GraphException("lacks its starts.");
        var ends = node.Integers("ends", 2) ?? throw new GraphException("lacks its ends.");
        var axes = node.Integers("axes", 3) ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        var steps = node.Integers(4) ?? [.. starts.Select(_ => 1L)];
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length || steps.Contains(0))
        {
            throw new GraphException("starts, ends, axes and steps do not fit together.");
        }

        var first = new long[shape.Length];
        var step = new long[shape.Length];
        Array.Fill(step, 1);
        for (var i = 0; i < axes.Length; i++)
        {
            var axis = Dimensions.Axis(axes[i], shape.Length);
            (first[axis], step[axis]) = (0, steps[i]);
            if (shape[axis].Value is { } length)
            {
                var last = steps[i] > 0 ? length : Math.Max(0, length - 1);
                first[axis] = Math.Clamp(starts[i] < 0 ? starts[i] + length : starts[i], 0, last);
                var end = Math.Clamp(ends[i] < 0 ? ends[i] + length : ends[i], steps[i] > 0 ? 0 : -1, length);
                shape[axis] = Math.Max(0, steps[i] > 0 ? (end - first[axis] + steps[i] - 1) / steps[i] : (first[axis] - end - steps[i] - 1) / -steps[i]);
            }
            else if (!(starts[i] == 0 && ends[i] >= int.MaxValue && steps[i] == 1))
            {
                shape[axis] = Dimension.Unknown;
            }
        }

        node.Set(0, node.Type(0), shape, node.Value(0) is { } value
            ? KnownValue.Build(value.Type, shape, index =>
            {
                var inner = index.ToArray();
                for (var axis = 0; axis < inner.Length; axis++)
                {
                    inner[axis] = first[axis] + (inner[axis] * step[axis]);
                }

                return value.Broadcast(inner);
            })
            : null);
    }
}
