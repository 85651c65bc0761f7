namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>Convolution: input <c>[N, C, ...]</c>, weights <c>[M, C / group, ...]</c>, output <c>[N, M, ...]</c>.</summary>
internal static class Convolution
{
    public static void Infer(NodeShapes node)
    {
        var (input, weights, group) = (node.Shape(0), node.Shape(1), node.Node.Int("group", 1));
        if (input.Count < 3 || weights.Count != input.Count)
        {
            throw new GraphException($"weights {Dimensions.Text(weights)} do not fit the input {Dimensions.Text(input)}.");
        }

        if (input[1].Value is { } channels && weights[1].Value is { } perGroup && channels != perGroup * group)
        {
            throw new GraphException($"the input has {channels} channels, but the weights {Dimensions.Text(weights)} in {group} group(s) take {perGroup * group}.");
        }

        if (weights[0].Value is { } outputs && (group < 1 || outputs % group != 0))
        {
            throw new GraphException($"{outputs} output channels do not divide into {group} groups.");
        }

        if (node.Has(2) && node.Shape(2) is [var bias])
        {
            Dimensions.Same(bias, weights[0], "bias and output channels");
        }

        node.Set(0, node.Type(0), new Window(node.Node, Kernel(node, weights)).Output(input, weights[0]));
    }

    /// <summary>The kernel's size by its attribute or else by the weights.</summary>
    public static long[] Kernel(NodeShapes node, IReadOnlyList<Dimension> weights) => node.Node.Ints("kernel_shape")
        ?? [.. weights.Skip(2).Select(length => length.Value ?? throw new UnknownShapeException($"the kernel size of '{node.Node.Name}' is not constant."))];
}
