namespace ModelOptimizer.Graph.Rewrites;

/// <summary>
/// Folds BatchNormalization into the Conv, ConvTranspose or Gemm before it: with s = gamma / sqrt(variance + epsilon), weights become w s and the
/// bias (b - mean) s + beta.
/// </summary>
public static class BatchNormFolding
{
    /// <summary>
    /// A copy of <paramref name="graph"/> in which every BatchNormalization is folded that is the only reader of such a layer with constant
    /// weights. Others stay.
    /// </summary>
    public static ModelGraph Apply(ModelGraph graph)
    {
        var result = graph.Clone();
        var uses = new Uses(result);
        var folded = new HashSet<Node>();
        foreach (var normalization in result.Nodes.Where(node => node is { OpType: "BatchNormalization", Domain: "" } && node.Int("training_mode", 0) == 0))
        {
            if (uses.SoleProducer(normalization.Inputs[0]) is { } layer
                && ChannelScale.Read(normalization, result.Initializers) is { } scale
                && LayerWeights.Read(layer, result.Initializers, scale.Count) is { } weights)
            {
                Replace(result, uses, layer, 1, $"{layer.Name}.weight", weights.Scaled(scale));
                Replace(result, uses, layer, 2, $"{layer.Name}.bias", weights.ShiftedBias(scale));
                layer.Outputs[0] = normalization.Output;
                folded.Add(normalization);
            }
        }

        result.Nodes.RemoveAll(folded.Contains);
        return DeadCode.Remove(result);
    }

    /// <summary>Puts a new constant in the place of the old one, under its name unless others read that too.</summary>
    private static void Replace(ModelGraph graph, Uses uses, Node layer, int input, string name, TensorData value)
    {
        if (layer.Input(input) is { } old && uses.IsReadOnce(old))
        {
            graph.Initializers[old] = value;
            return;
        }

        var free = name;
        for (var number = 0; graph.Initializers.ContainsKey(free) || uses.IsFixed(free) || uses.Readers(free).Count > 0; number++)
        {
            free = $"{name}_{number}";
        }

        graph.Initializers[free] = value;
        if (layer.Inputs.Count > input)
        {
            layer.Inputs[input] = free;
        }
        else
        {
            layer.Inputs.Add(free);
        }
    }
}
