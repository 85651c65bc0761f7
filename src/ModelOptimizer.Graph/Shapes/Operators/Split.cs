namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>Parts along an axis, of stated or equal sizes.</summary>
internal static class Split
{
    public static void Infer(NodeShapes node)
    {
        var shape = node.Shape(0);
        var axis = Dimensions.Axis(node.Node.Int("axis", 0), shape.Count);
        var sizes = node.Integers("split", 1)?.Select(size => new Dimension(size)).ToArray() ?? EqualParts(shape[axis], node.Node.Outputs.Count);
        if (sizes.Length != node.Node.Outputs.Count)
        {
            throw new GraphException($"it has {node.Node.Outputs.Count} outputs but {sizes.Length} sizes.");
        }

        if (Array.TrueForAll(sizes, size => size.Value is not null))
        {
            Dimensions.Same(shape[axis], sizes.Sum(size => size.Value!.Value), "size of the input and sum of the parts");
        }

        var start = 0L;
        for (var output = 0; output < sizes.Length; output++)
        {
            Dimension[] part = [.. shape.Take(axis), sizes[output], .. shape.Skip(axis + 1)];
            node.Set(output, node.Type(0), part, node.Value(0) is { } value ? Part(value, part, axis, start) : null);
            start += sizes[output].Value ?? 0;
        }
    }

    private static KnownValue? Part(KnownValue value, Dimension[] shape, int axis, long start) => KnownValue.Build(value.Type, shape, index =>
    {
        var inner = index.ToArray();
        inner[axis] += start;
        return value.Broadcast(inner);
    });

    private static Dimension[] EqualParts(Dimension whole, int count)
    {
        var parts = new Dimension[count];
        if (whole.Value is { } length)
        {
            // As of operator set 18 the last part may be smaller.
            var part = (length + count - 1) / count;
            Array.Fill(parts, part);
            parts[^1] = length - (part * (count - 1));
        }

        return parts;
    }
}
