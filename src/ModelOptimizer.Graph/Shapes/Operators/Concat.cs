namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>Joins tensors along an axis.</summary>
internal static class Concat
{
    public static void Infer(NodeShapes node)
    {
        Dimension[] shape = [.. node.Shape(0)];
        var axis = Dimensions.Axis(node.Node.Int("axis", 1), shape.Length);
        for (var input = 1; input < node.Node.Inputs.Count; input++)
        {
            var part = node.Shape(input);
            if (part.Count != shape.Length)
            {
                throw new GraphException($"{Dimensions.Text(shape)} and {Dimensions.Text(part)} differ in rank.");
            }

            for (var other = 0; other < shape.Length; other++)
            {
                shape[other] = other == axis
                    ? shape[axis].Value + part[axis].Value is { } sum ? sum : Dimension.Unknown
                    : Dimensions.Same(shape[other], part[other], $"sizes along axis {other}");
            }
        }

        node.Set(0, node.Type(0), shape, Join(node, shape, axis));
    }

    private static KnownValue? Join(NodeShapes node, Dimension[] shape, int axis)
    {
        var parts = new KnownValue[node.Node.Inputs.Count];
        for (var input = 0; input < parts.Length; input++)
        {
            if (node.Value(input) is not { } part)
            {
                return null;
            }

            parts[input] = part;
        }

        return KnownValue.Build(parts[0].Type, shape, index =>
        {
            var inner = index.ToArray();
            var part = 0;
            while (inner[axis] >= parts[part].Shape[axis])
            {
                inner[axis] -= parts[part++].Shape[axis];
            }

            return parts[part].Broadcast(inner);
        });
    }
}
