namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>Resampling by scales or to sizes (Resize, and Upsample before operator set 10).</summary>
internal static class Resize
{
    public static void Infer(NodeShapes node)
    {
        var shape = node.Shape(0);
        if (node.Node.Text("keep_aspect_ratio_policy", "stretch") != "stretch")
        {
            throw new UnknownShapeException($"'{node.Node.Name}' keeps the aspect ratio, which is not followed.");
        }

        var axes = node.Node.Ints("axes")?.Select(axis => Dimensions.Axis(axis, shape.Count)).ToArray() ?? [.. Enumerable.Range(0, shape.Count)];
        var result = shape.ToArray();
        // Operator set 11 put a region of interest between the input and the scales.
        var position = node.OperatorSet >= 11 && node.Node.OpType == "Resize" ? 2 : 1;
        if (node.Has(3) && node.Value(3)?.Dimensions is { } sizes && sizes.Length == axes.Length)
        {
            for (var i = 0; i < axes.Length; i++)
            {
                result[axes[i]] = sizes[i];
            }
        }
        else if ((node.Node.Floats("scales")?.Select(scale => (double)scale).ToArray() ?? node.Value(position)?.Reals) is { } scales && scales.Length == axes.Length)
        {
            for (var i = 0; i < axes.Length; i++)
            {
                result[axes[i]] = scales[i] == 1 ? shape[axes[i]] : shape[axes[i]].Value is { } length ? (long)Math.Floor(length * scales[i]) : Dimension.Unknown;
            }
        }
        else
        {
            throw new UnknownShapeException($"{node.Node.OpType} '{node.Node.Name}' gets its size only when the model runs.");
        }

        node.Set(0, node.Type(0), result);
    }
}
