using ModelOptimizer.Graph.Shapes;

namespace ModelOptimizer.Graph.Costs;

/// <summary>Counts parameters and multiply-accumulates.</summary>
public static class CostModel
{
    /// <summary>Measures <paramref name="graph"/> for one input (a free first dimension becomes 1).</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputShape">Shape of the first input, such as <c>[1, 3, 416, 416]</c>, where the model leaves it open or another is meant.</param>
    /// <exception cref="GraphException">A shape that a count needs is not known.</exception>
    public static ModelCost Measure(ModelGraph graph, IReadOnlyList<long>? inputShape = null)
    {
        var shapes = ShapeInference.Infer(graph, InputShapes(graph, inputShape));
        var counted = new HashSet<string>(StringComparer.Ordinal);
        var parameterInputs = new ParameterInputs(graph);
        var layers = new List<LayerCost>(graph.Nodes.Count);
        foreach (var node in graph.Nodes)
        {
            var parameters = 0L;
            foreach (var input in parameterInputs.Of(node))
            {
                if (node.Input(input) is { } name && graph.Initializers.TryGetValue(name, out var tensor) && counted.Add(name))
                {
                    parameters += tensor.Count;
                }
            }

            layers.Add(new(node.Name, node.OpType, Shape(node.Input(0)), Shape(node.Output), parameters, MacCounts.Of(node, shapes)));
        }

        return new(layers.Sum(layer => layer.Parameters), layers.Sum(layer => layer.Macs), layers);

        IReadOnlyList<Dimension>? Shape(string? name) => name is not null && shapes.TryGetValue(name, out var value) ? value.Shape : null;
    }

    private static Dictionary<string, IReadOnlyList<Dimension>> InputShapes(ModelGraph graph, IReadOnlyList<long>? first)
    {
        var shapes = new Dictionary<string, IReadOnlyList<Dimension>>(StringComparer.Ordinal);
        foreach (var input in graph.Inputs)
        {
            if (first is not null && input == graph.Inputs[0])
            {
                shapes[input.Name] = [.. first.Select(length => new Dimension(length))];
            }
            else if (input.Shape is [{ Value: null }, ..])
            {
                shapes[input.Name] = [1, .. input.Shape.Skip(1)];
            }
        }

        return shapes;
    }
}
