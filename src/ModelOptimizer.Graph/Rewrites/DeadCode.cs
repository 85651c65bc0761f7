using ModelOptimizer.Graph.Onnx;

namespace ModelOptimizer.Graph.Rewrites;

/// <summary>Removes what no output depends on.</summary>
public static class DeadCode
{
    /// <summary>A copy of <paramref name="graph"/> without the nodes and constants that its outputs do not need. Inputs stay.</summary>
    public static ModelGraph Remove(ModelGraph graph)
    {
        var result = graph.Clone();
        var needed = result.Outputs.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        for (var position = result.Nodes.Count - 1; position >= 0; position--)
        {
            var node = result.Nodes[position];
            if (node.Outputs.Exists(needed.Contains))
            {
                needed.UnionWith(node.Inputs);
                needed.UnionWith(Subgraphs.Captures(node));
            }
            else
            {
                result.Nodes.RemoveAt(position);
            }
        }

        foreach (var name in result.Initializers.Keys.Where(name => !needed.Contains(name)).ToList())
        {
            result.Initializers.Remove(name);
        }

        return result;
    }
}
