namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>Transposed convolution: weights <c>[C, M / group, ...]</c>.</summary>
internal static class TransposedConvolution
{
    public static void Infer(NodeShapes node)
    {
        var (input, weights) = (node.Shape(0), node.Shape(1));
        if (input.Count < 3 || weights.Count != input.Count)
        {
            throw new GraphException($"weights {Dimensions.Text(weights)} do not fit the input {Dimensions.Text(input)}.");
        }

        Dimensions.Same(input[1], weights[0], "channels of the input and of the weights");
        var channels = Dimensions.Product([weights[1], node.Node.Int("group", 1)]);
        if (node.Node.Ints("output_shape") is { } stated)
        {
            node.Set(0, node.Type(0), [input[0], channels, .. stated.TakeLast(input.Count - 2).Select(length => new Dimension(length))]);
            return;
        }

        var kernel = Convolution.Kernel(node, weights);
        var padding = node.Node.Ints("output_padding") ?? new long[kernel.Length];
        node.Set(0, node.Type(0), new Window(node.Node, kernel).TransposedOutput(input, channels, padding));
    }
}
