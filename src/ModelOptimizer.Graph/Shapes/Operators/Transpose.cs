namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>Permutation of axes.</summary>
internal static class Transpose
{
    public static void Infer(NodeShapes node)
    {
        var shape = node.Shape(0);
        var order = node.Node.Ints("perm") ?? [.. Enumerable.Range(0, shape.Count).Reverse().Select(axis => (long)axis)];
        if (!order.Order().SequenceEqual(Enumerable.Range(0, shape.Count).Select(axis => (long)axis)))
        {
            throw new GraphException($"[{string.Join(", ", order)}] is no order of {shape.Count} axes.");
        }

        Dimension[] result = [.. order.Select(axis => shape[(int)axis])];
        node.Set(0, node.Type(0), result, node.Value(0) is { } value
            ? KnownValue.Build(value.Type, result, index =>
            {
                var inner = new long[index.Length];
                for (var axis = 0; axis < inner.Length; axis++)
                {
                    inner[order[axis]] = index[axis];
                }

                return value.Broadcast(inner);
            })
            : null);
    }
}
