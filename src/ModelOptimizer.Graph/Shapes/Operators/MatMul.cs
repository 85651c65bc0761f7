namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>The product of stacks of matrices as in NumPy.</summary>
internal static class MatMul
{
    public static void Infer(NodeShapes node)
    {
        IReadOnlyList<Dimension> left = node.Shape(0), right = node.Shape(1);
        if (left.Count == 0 || right.Count == 0)
        {
            throw new GraphException("a scalar is not a matrix.");
        }

        var (isRow, isColumn) = (left.Count == 1, right.Count == 1);
        left = isRow ? [1, left[0]] : left;
        right = isColumn ? [right[0], 1] : right;
        Dimensions.Same(left[^1], right[^2], "columns of the first and rows of the second matrix");
        var stack = Dimensions.Broadcast([.. left.SkipLast(2)], [.. right.SkipLast(2)]);
        Dimension[] rows = isRow ? [] : [left[^2]], columns = isColumn ? [] : [right[^1]];
        node.Set(0, node.Type(0), [.. stack, .. rows, .. columns]);
    }
}
