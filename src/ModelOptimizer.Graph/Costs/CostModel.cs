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
        try
        {
            return Count(graph, inputShape);
        }
        catch (OverflowException error)
        {
            throw new GraphException("The parameters or MACs of all layers together are beyond 64 bits.", error);
        }
    }

    private static ModelCost Count(ModelGraph graph, IReadOnlyList<long>? inputShape)
    {
        var shapes = ShapeInference.Infer(graph, SingleInput.Shapes(graph, inputShape));
        var counted = new HashSet<string>(StringComparer.Ordinal);
        var stored = new HashSet<string>(StringComparer.Ordinal);
        var parameterInputs = new ParameterInputs(graph);
        var layers = new List<LayerCost>(graph.Nodes.Count);
        foreach (var node in graph.Nodes)
        {
            var (parameters, bytes) = (0L, 0L);
            var trained = parameterInputs.Of(node);
            for (var input = 0; input < node.Inputs.Count; input++)
            {
                if (graph.Initializers.TryGetValue(node.Inputs[input], out var tensor))
                {
                    parameters = checked(parameters + (Array.IndexOf(trained, input) >= 0 && counted.Add(node.Inputs[input]) ? tensor.Count : 0));
                    bytes = checked(bytes + (stored.Add(node.Inputs[input]) ? tensor.ByteCount : 0));
                }
            }

            layers.Add(new(node.Name, node.OpType, Shape(node.Input(0)), Shape(node.Output), parameters, MacCounts.Of(node, shapes), bytes));
        }

        return new(layers.Sum(layer => layer.Parameters), layers.Sum(layer => layer.Macs), layers);

        IReadOnlyList<Dimension>? Shape(string? name) => name is not null && shapes.TryGetValue(name, out var value) ? value.Shape : null;
    }
}
