using ModelOptimizer.Graph;

namespace ModelOptimizer.Training.Execution;

/// <summary>Tells which initializers of a graph are trained, which are running statistics, and which are constants.</summary>
internal static class ParameterRoles
{
    /// <summary>The role of every trained float32 initializer, by name, in order of first use.</summary>
    public static IReadOnlyList<(string Name, ParameterRole Role)> Trained(ModelGraph graph) =>
        [.. Uses(graph, node => node.OpType switch
        {
            "Conv" or "ConvTranspose" or "Gemm" => [(1, ParameterRole.Weight), (2, ParameterRole.Bias)],
            "MatMul" => [(0, ParameterRole.Weight), (1, ParameterRole.Weight)],
            "BatchNormalization" => [(1, ParameterRole.Scale), (2, ParameterRole.Shift)],
            "InstanceNormalization" => [(1, ParameterRole.Affine), (2, ParameterRole.Affine)],
            "PRelu" => [(1, ParameterRole.Affine)],
            _ => ((int, ParameterRole)[])[],
        })];

    /// <summary>The names of the running means and variances, in order of use.</summary>
    public static IReadOnlyList<string> Statistics(ModelGraph graph) =>
        [.. Uses<bool>(graph, node => node.OpType == "BatchNormalization" ? [(3, true), (4, true)] : []).Select(use => use.Name)];

    private static IEnumerable<(string Name, T Role)> Uses<T>(ModelGraph graph, Func<Node, (int Input, T Role)[]> roles)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in graph.Nodes)
        {
            foreach (var (input, role) in roles(node))
            {
                if (node.Input(input) is { } name && graph.Initializers.TryGetValue(name, out var data)
                    && data.Type == ElementType.Float32 && seen.Add(name))
                {
                    yield return (name, role);
                }
            }
        }
    }
}
