using ModelOptimizer.Graph.Shapes;

namespace ModelOptimizer.Graph.Costs;

/// <summary>Multiply-accumulates per operator; biases and elementwise work do not count.</summary>
internal static class MacCounts
{
    private static readonly Dictionary<string, Func<Node, ShapeDictionary, long>> Known = new(StringComparer.Ordinal)
    {
        // Every output element takes one dot product with the weights [M, C / group, ...] of one filter.
        ["Conv"] = (node, shapes) => checked(Elements(node.Output, shapes) * Elements(node.Inputs[1], shapes, skip: 1)),
        // Every input element is multiplied with all weights [C, M / group, ...] of its channel.
        ["ConvTranspose"] = (node, shapes) => checked(Elements(node.Inputs[0], shapes) * Elements(node.Inputs[1], shapes, skip: 1)),
        ["Gemm"] = (node, shapes) => checked(Elements(node.Output, shapes) * Length(shapes, node.Inputs[0], node.Int("transA", 0) == 0 ? 1 : 0)),
        ["MatMul"] = (node, shapes) => checked(Elements(node.Output, shapes) * Length(shapes, node.Inputs[0], ^1)),
    };

    /// <exception cref="GraphException">A shape that is needed is not known.</exception>
    public static long Of(Node node, ShapeDictionary shapes)
    {
        try
        {
            return Known.TryGetValue(node.OpType, out var count) && node.Domain.Length == 0 ? count(node, shapes) : 0;
        }
        catch (Exception error) when (error is GraphException or OverflowException)
        {
            throw new GraphException($"The cost of {node.OpType} '{node.Name}' cannot be counted: {error.Message}", error);
        }
    }

    private static long Elements(string value, ShapeDictionary shapes, int skip = 0)
    {
        var count = 1L;
        for (var axis = skip; axis < shapes.Shape(value).Count; axis++)
        {
            count = checked(count * Length(shapes, value, axis));
        }

        return count;
    }

    private static long Length(ShapeDictionary shapes, string value, Index axis)
    {
        var shape = shapes.Shape(value);
        return shape[axis.GetOffset(shape.Count)].Value
            ?? throw new GraphException($"'{value}' has the open shape [{string.Join(", ", shape)}]; state the input shape.");
    }
}
