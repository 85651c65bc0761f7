namespace ModelOptimizer.Graph.Shapes;

/// <summary>
/// Types and shapes of all values. Free dimensions stay symbols; what depends on constants and shapes only (Shape, Gather, Concat, ...) is
/// computed along the way.
/// </summary>
public static class ShapeInference
{
    /// <summary>Infers the shapes of <paramref name="graph"/>.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputShapes">Shapes of graph inputs to take in place of the stated ones.</param>
    /// <returns>All values; those behind an operator without shape rule have a null shape.</returns>
    /// <exception cref="GraphException">Shapes contradict each other; the message names the node.</exception>
    public static ShapeDictionary Infer(ModelGraph graph, IReadOnlyDictionary<string, IReadOnlyList<Dimension>>? inputShapes = null)
    {
        var table = new ShapeDictionary();
        foreach (var input in graph.Inputs)
        {
            table.Set(inputShapes is not null && inputShapes.TryGetValue(input.Name, out var shape) ? input with { Shape = shape } : input);
        }

        foreach (var (name, tensor) in graph.Initializers)
        {
            table.Set(new(name, tensor.Type, [.. tensor.Shape.Select(length => new Dimension(length))]));
        }

        foreach (var node in graph.Nodes)
        {
            Infer(node, graph, table);
        }

        return table;
    }

    private static void Infer(Node node, ModelGraph graph, ShapeDictionary table)
    {
        if (!ShapeRules.All.TryGetValue(node.OpType, out var rule) || node.Domain.Length > 0)
        {
            Forget(node, table, $"there is no shape rule for the operator {node.OpType} of the node '{node.Name}'.");
            return;
        }

        try
        {
            Forget(node, table, $"the optional output of {node.OpType} '{node.Name}' is not followed.");
            var shapes = new NodeShapes(node, graph, table);
            RequiredInputs.Check(shapes);
            rule(shapes);
        }
        catch (UnknownShapeException unknown)
        {
            Forget(node, table, unknown.Message);
        }
        catch (GraphException error)
        {
            throw new GraphException($"{node.OpType} '{node.Name}': {error.Message}", error);
        }
        catch (OverflowException error)
        {
            throw new GraphException($"{node.OpType} '{node.Name}': its sizes are beyond 64 bits.", error);
        }
    }

    private static void Forget(Node node, ShapeDictionary table, string reason)
    {
        foreach (var output in node.Outputs)
        {
            table.Set(new(output, ElementType.Undefined, null), reason);
        }
    }
}
