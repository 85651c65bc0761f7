namespace ModelOptimizer.Graph.Rewrites;

/// <summary>
/// Gives BatchNormalization back to a model whose own was folded at export, so that methods that read gamma work on it. The function is
/// unchanged: gamma 1, beta the layer's bias, mean 0, variance 1 - epsilon. (Statistics of real data are for training to measure.)
/// </summary>
public static class BatchNormUnfolding
{
    /// <summary>What the normalisations add to a variance.</summary>
    public const float Epsilon = 1e-5f;

    /// <summary>
    /// A copy of <paramref name="graph"/> in which every Conv with constant weights has a BatchNormalization behind it, named after it with the
    /// suffix <c>/bn</c>. Graph outputs (such as a detector's raw heads) and what <paramref name="where"/> leaves out are not touched.
    /// </summary>
    public static ModelGraph Apply(ModelGraph graph, Func<Node, bool>? where = null)
    {
        var result = graph.Clone();
        var uses = new Uses(result);
        var nodes = new List<Node>(result.Nodes.Count);
        foreach (var node in result.Nodes)
        {
            nodes.Add(node);
            if (IsBare(node, result, uses) && where?.Invoke(node) != false)
            {
                nodes.Add(Unfold(node, result));
            }
        }

        result.Nodes.Clear();
        result.Nodes.AddRange(nodes);
        return DeadCode.Remove(result);
    }

    private static bool IsBare(Node node, ModelGraph graph, Uses uses) =>
        node is { OpType: "Conv", Domain: "" }
        && graph.Initializers.TryGetValue(node.Inputs[1], out var weights) && weights.Type == ElementType.Float32
        && (node.Input(2) is not { } bias || graph.Initializers.ContainsKey(bias))
        && !uses.IsFixed(node.Output)
        && !uses.Readers(node.Output).Any(reader => reader.Node.OpType == "BatchNormalization");

    private static Node Unfold(Node layer, ModelGraph graph)
    {
        var name = $"{layer.Name}/bn";
        var channels = (int)graph.Initializers[layer.Inputs[1]].Shape[0];
        string Parameter(string role, float value) => Add($"{name}.{role}", TensorData.Of([channels], Enumerable.Repeat(value, channels).ToArray()));
        string Add(string parameter, TensorData value) => graph.Initializers.TryAdd(parameter, value) ? parameter
            : throw new GraphException($"The model already has a constant '{parameter}'; rename the node '{layer.Name}'.");

        var output = layer.Output;
        var beta = layer.Input(2) is { } bias ? Add($"{name}.bias", graph.Initializers[bias]) : Parameter("bias", 0);
        layer.Inputs.RemoveRange(2, layer.Inputs.Count - 2);
        layer.Outputs[0] = $"{output}/unnormalized";
        return new()
        {
            Name = name,
            OpType = "BatchNormalization",
            Inputs = [layer.Output, Parameter("scale", 1), beta, Parameter("mean", 0), Parameter("var", 1 - Epsilon)],
            Outputs = [output],
            Attributes = { ["epsilon"] = Epsilon, ["momentum"] = 0.9f },
        };
    }
}
