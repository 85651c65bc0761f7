namespace ModelOptimizer.Graph.Rewrites;

/// <summary>Removes nodes that pass their input on unchanged: Identity, and Dropout, which does nothing outside training.</summary>
public static class IdentityRemoval
{
    /// <summary>A copy of <paramref name="graph"/> whose nodes read through such nodes.</summary>
    public static ModelGraph Apply(ModelGraph graph)
    {
        var result = graph.Clone();
        var uses = new Uses(result);
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var node in result.Nodes)
        {
            for (var input = 0; input < node.Inputs.Count; input++)
            {
                node.Inputs[input] = sources.GetValueOrDefault(node.Inputs[input], node.Inputs[input]);
            }

            var isMaskRead = node.Outputs.Skip(1).Any(mask => uses.IsFixed(mask) || uses.Readers(mask).Count > 0);
            if (node is { OpType: "Identity" or "Dropout", Domain: "" } && !uses.IsFixed(node.Output) && !isMaskRead)
            {
                sources[node.Output] = node.Inputs[0];
            }
        }

        result.Nodes.RemoveAll(node => node.Outputs.Count > 0 && sources.ContainsKey(node.Output));
        return result;
    }
}
