using ModelOptimizer.Graph;

namespace ModelOptimizer.Search.Rollouts;

/// <summary>The last layer with weights before each output.</summary>
internal static class HeadLayers
{
    /// <summary>The initializers of those layers.</summary>
    public static IReadOnlySet<string> Parameters(ModelGraph graph)
    {
        var index = new GraphIndex(graph);
        var (found, seen) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<Node>());
        var waiting = new Stack<string>(graph.Outputs.Select(output => output.Name));
        while (waiting.TryPop(out var value))
        {
            if (index.Producer(value) is not { } node || !seen.Add(node))
            {
                continue;
            }

            if (node.OpType is "Conv" or "ConvTranspose" or "Gemm" or "MatMul" && node.Inputs.Exists(graph.Initializers.ContainsKey))
            {
                found.UnionWith(node.Inputs.Where(graph.Initializers.ContainsKey));
            }
            else
            {
                node.Inputs.ForEach(waiting.Push);
            }
        }

        return found;
    }
}
