using ModelOptimizer.Graph;

namespace ModelOptimizer.Pruning.Surgery;

/// <summary>The functions of one value, as the ONNX operator reference defines them.</summary>
internal static class Activation
{
    /// <summary>The function that <paramref name="node"/> computes, or null where it is not one of these.</summary>
    public static Converter<float, float>? Of(Node node, ModelGraph graph) => node.OpType switch
    {
        "Identity" or "Dropout" => x => x,
        "Cast" when node.Int("to", 0) == (long)ElementType.Float32 => x => x,
        "Relu" => x => MathF.Max(x, 0),
        "LeakyRelu" when node.Float("alpha", 0.01f) is var alpha => x => x < 0 ? alpha * x : x,
        "ThresholdedRelu" when node.Float("alpha", 1) is var alpha => x => x <= alpha ? 0 : x,
        "Sigmoid" => Sigmoid,
        "Tanh" => MathF.Tanh,
        "Clip" => Clip(node, graph),
        "Elu" when node.Float("alpha", 1) is var alpha => x => x < 0 ? alpha * (MathF.Exp(x) - 1) : x,
        "Celu" when node.Float("alpha", 1) is var alpha => x => x < 0 ? alpha * (MathF.Exp(x / alpha) - 1) : x,
        "Selu" when (node.Float("alpha", 1.67326319f), node.Float("gamma", 1.05070102f)) is var (alpha, gamma) =>
            x => gamma * (x < 0 ? alpha * (MathF.Exp(x) - 1) : x),
        "Softplus" => Softplus,
        "Softsign" => x => x / (1 + MathF.Abs(x)),
        "Mish" => x => x * MathF.Tanh(Softplus(x)),
        "HardSigmoid" when (node.Float("alpha", 0.2f), node.Float("beta", 0.5f)) is var (alpha, beta) => x => Math.Clamp((alpha * x) + beta, 0, 1),
        "HardSwish" => x => x * Math.Clamp((x / 6) + 0.5f, 0, 1),
        "Exp" => MathF.Exp,
        "Log" => MathF.Log,
        "Sqrt" => MathF.Sqrt,
        "Abs" => MathF.Abs,
        "Neg" => x => -x,
        "Reciprocal" => x => 1 / x,
        "Floor" => MathF.Floor,
        "Ceil" => MathF.Ceiling,
        "Round" => x => MathF.Round(x, MidpointRounding.ToEven),
        "Sign" => x => float.IsNaN(x) ? x : MathF.Sign(x),
        _ => null,
    };

    private static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));

    private static float Softplus(float x) => x > 20 ? x : MathF.Log(1 + MathF.Exp(x));

    /// <summary>Clip has its bounds as attributes before operator set 11, as inputs since.</summary>
    private static Converter<float, float>? Clip(Node node, ModelGraph graph)
    {
        var low = node.Float("min", float.NegativeInfinity);
        var high = node.Float("max", float.PositiveInfinity);
        return Bound(1, ref low) && Bound(2, ref high) ? x => MathF.Min(MathF.Max(x, low), high) : null;

        bool Bound(int input, ref float bound)
        {
            if (node.Input(input) is not { } name)
            {
                return true;
            }

            if (!graph.Initializers.TryGetValue(name, out var tensor))
            {
                return false;
            }

            bound = tensor.Floats[0];
            return true;
        }
    }
}
