namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>The product of two matrices, optionally transposed, plus a bias.</summary>
internal static class Gemm
{
    public static void Infer(NodeShapes node)
    {
        var (a, b) = (Matrix(node, 0, "transA"), Matrix(node, 1, "transB"));
        Dimensions.Same(a.Columns, b.Rows, "columns of the first and rows of the second matrix");
        Dimension[] output = [a.Rows, b.Columns];
        if (node.Has(2))
        {
            Dimensions.Broadcast(output, node.Shape(2));
        }

        node.Set(0, node.Type(0), output);
    }

    private static (Dimension Rows, Dimension Columns) Matrix(NodeShapes node, int input, string transposed) => node.Shape(input) is [var rows, var columns]
        ? node.Node.Int(transposed, 0) == 0 ? (rows, columns) : (columns, rows)
        : throw new GraphException($"the operand {Dimensions.Text(node.Shape(input))} is not a matrix.");
}
