using ModelOptimizer.Graph.Shapes;

namespace ModelOptimizer.Graph.Rewrites;

/// <summary>
/// Exporters write the flattening of a free batch as Reshape to a shape computed by Shape, Gather and Concat. ONNX can say the same with a
/// constant: 0 for a dimension that is copied, -1 for the one that is left.
/// </summary>
internal static class ReshapeTargets
{
    public static void MakeConstant(ModelGraph graph, ShapeDictionary shapes)
    {
        foreach (var node in graph.Nodes.Where(node => node is { OpType: "Reshape", Domain: "" } && node.Int("allowzero", 0) == 0))
        {
            if (node.Input(1) is { } name && !graph.Initializers.ContainsKey(name)
                && shapes.Known.GetValueOrDefault(name) is { } target && shapes[node.Inputs[0]].Shape is { } input
                && Constant(target.Elements, input) is { } constant)
            {
                node.Inputs[1] = $"{node.Name}/shape";
                if (!graph.Initializers.TryAdd(node.Inputs[1], TensorData.Of([constant.Length], constant)))
                {
                    throw new GraphException($"The model already has a constant '{node.Inputs[1]}'; rename the node '{node.Name}'.");
                }
            }
        }
    }

    private static long[]? Constant(Element[] target, IReadOnlyList<Dimension> input)
    {
        var result = new long[target.Length];
        for (var axis = 0; axis < target.Length; axis++)
        {
            var isCopy = target[axis].Symbol is not null && axis < input.Count && input[axis].Symbol == target[axis].Symbol;
            result[axis] = target[axis].Integer ?? (isCopy ? 0 : -1);
        }

        return result.Count(length => length == -1) <= 1 ? result : null;
    }
}
