namespace ModelOptimizer.Graph.Rewrites;

/// <summary>Weights and bias of a linear layer, with the output channel that each weight belongs to.</summary>
internal sealed class LayerWeights
{
    private readonly TensorData _weights;
    private readonly TensorData? _bias;
    private readonly Func<int, int> _channel;

    private LayerWeights(TensorData weights, TensorData? bias, Func<int, int> channel) => (_weights, _bias, _channel) = (weights, bias, channel);

    /// <summary>Null where the node is no linear layer with constant float32 weights and <paramref name="channels"/> outputs.</summary>
    public static LayerWeights? Read(Node layer, Dictionary<string, TensorData> constants, int channels)
    {
        if (layer.Domain.Length > 0 || layer.Input(1) is not { } name || !constants.TryGetValue(name, out var weights) || weights.Type != ElementType.Float32)
        {
            return null;
        }

        TensorData? bias = null;
        if (layer.Input(2) is { } biasName && !(constants.TryGetValue(biasName, out bias) && bias.Type == ElementType.Float32 && bias.Count == channels))
        {
            return null;
        }

        return Channel(layer, weights) is { } channel && Outputs(layer, weights) == channels ? new(weights, bias, channel) : null;
    }

    public TensorData Scaled(ChannelScale scale)
    {
        var values = _weights.Floats.ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)(values[i] * scale.Factor(_channel(i)));
        }

        return TensorData.Of(_weights.Shape, values);
    }

    public TensorData ShiftedBias(ChannelScale scale)
    {
        var values = new float[scale.Count];
        for (var channel = 0; channel < values.Length; channel++)
        {
            values[channel] = (float)(((_bias is null ? 0 : _bias.Floats[channel]) * scale.Factor(channel)) + scale.Shift(channel));
        }

        return TensorData.Of([values.Length], values);
    }

    private static long Outputs(Node layer, TensorData weights) => layer.OpType switch
    {
        "ConvTranspose" => weights.Shape[1] * layer.Int("group", 1),
        "Gemm" when layer.Int("transB", 0) == 0 => weights.Shape[1],
        _ => weights.Shape[0],
    };

    /// <summary>The output channel of a weight by its position; null for other operators.</summary>
    private static Func<int, int>? Channel(Node layer, TensorData weights)
    {
        var perRow = (int)(weights.Count / Math.Max(1, weights.Shape[0]));
        var isPlain = layer.Float("alpha", 1) == 1 && layer.Float("beta", 1) == 1;
        switch (layer.OpType)
        {
            case "Conv":
            case "Gemm" when isPlain && layer.Int("transB", 0) != 0:
                return position => position / perRow;
            case "Gemm" when isPlain:
                return position => position % perRow;
            case "ConvTranspose":
                var perGroup = (int)weights.Shape[1];
                var kernel = perRow / perGroup;
                var inputsPerGroup = (int)(weights.Shape[0] / layer.Int("group", 1));
                return position => (position / perRow / inputsPerGroup * perGroup) + (position / kernel % perGroup);
            default:
                return null;
        }
    }
}
