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

            if (IsIdentity(node, uses) && !uses.IsFixed(node.Output))
            {
                sources[node.Output] = node.Inputs[0];
            }
        }

        result.Nodes.RemoveAll(node => node.Outputs.Count > 0 && sources.ContainsKey(node.Output));
        return result;
    }

    private static bool IsIdentity(Node node, Uses uses) => node.Domain.Length == 0 && node.OpType switch
    {
        "Identity" => true,
        // Its third input may ask for training, its second output is the mask.
        "Dropout" => node.Input(2) is null && !node.Outputs.Skip(1).Any(mask => uses.IsFixed(mask) || uses.Readers(mask).Count > 0),
        _ => false,
    };
}
