using ModelOptimizer.Graph;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Training.Operators;

/// <summary>Activation functions with attributes of their own.</summary>
internal static class Activation
{
    /// <summary>alpha (exp x - 1) below zero.</summary>
    public static Func<Tensor, Tensor> Elu(Node node)
    {
        var alpha = node.Float("alpha", 1);
        return x => functional.elu(x, alpha);
    }

    /// <summary>gamma times Elu; the defaults keep mean 0 and variance 1 (Klambauer et al. 2017).</summary>
    public static Func<Tensor, Tensor> Selu(Node node)
    {
        var (alpha, gamma) = (node.Float("alpha", 1.67326319f), node.Float("gamma", 1.05070102f));
        return x => functional.elu(x, alpha).mul(gamma);
    }

    /// <summary>alpha x + beta between 0 and 1.</summary>
    public static Func<Tensor, Tensor> HardSigmoid(Node node)
    {
        var (alpha, beta) = (node.Float("alpha", 0.2f), node.Float("beta", 0.5f));
        return x => x.mul(alpha).add(beta).clamp((TorchSharp.Scalar)0f, 1f);
    }
}
