namespace ModelOptimizer.Graph.Costs;

/// <summary>Input shapes for which a model is measured.</summary>
internal static class SingleInput
{
    /// <summary>A free first dimension becomes 1; the first input may get another shape.</summary>
    public static Dictionary<string, IReadOnlyList<Dimension>> Shapes(ModelGraph graph, IReadOnlyList<long>? first)
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
