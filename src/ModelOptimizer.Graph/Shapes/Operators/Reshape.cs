namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>The same elements in another shape; 0 copies a dimension, -1 takes what is left.</summary>
internal static class Reshape
{
    public static void Infer(NodeShapes node)
    {
        var input = node.Shape(0);
        var target = node.Node.Ints("shape")?.Select(length => new Dimension(length)).ToArray() ?? node.Value(1)?.Dimensions
            ?? throw new UnknownShapeException($"Reshape '{node.Node.Name}' gets its shape only when the model runs.");
        var copies = node.Node.Int("allowzero", 0) == 0;
        var free = -1;
        for (var axis = 0; axis < target.Length; axis++)
        {
            if (target[axis].Value == 0 && copies)
            {
                target[axis] = axis < input.Count ? input[axis] : throw new GraphException($"there is no dimension {axis} to copy from {Dimensions.Text(input)}.");
            }
            else if (target[axis].Value == -1)
            {
                free = free < 0 ? axis : throw new GraphException("only one dimension can be left open.");
            }
        }

        if (free >= 0)
        {
            target[free] = Dimensions.Quotient(input, target.Where((_, axis) => axis != free));
        }

        // With all else known, an open dimension stays unknown only where the division leaves a remainder.
        var fits = Dimensions.Product(input).Value is not { } before
            || (Dimensions.Product(target).Value is { } after ? after == before : free < 0 || target[free].Value is not null || target.Count(length => length.Value is null) > 1);
        if (!fits)
        {
            throw new GraphException($"{Dimensions.Text(input)} does not fit into {Dimensions.Text(target)}.");
        }

        node.Set(0, node.Type(0), target, Relabel(node.Value(0), target));
    }

    /// <summary>The elements of <paramref name="value"/> under a new shape.</summary>
    public static KnownValue? Relabel(KnownValue? value, IReadOnlyList<Dimension> shape) =>
        value is not null && shape.All(length => length.Value is not null) ? value with { Shape = [.. shape.Select(length => length.Value!.Value)] } : null;
}
