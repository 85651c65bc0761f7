using ModelOptimizer.Data.Augmentation;
using static TorchSharp.torch;

namespace ModelOptimizer.Search.Controllers;

/// <summary>The normal distribution that ratios come from.</summary>
internal static class NormalDensity
{
    private static readonly double HalfLogOfTwoPi = 0.5 * Math.Log(2 * Math.PI);

    /// <summary>A draw of mean 0 and deviation 1 (Box and Muller, 1958).</summary>
    public static double Draw(RandomSequence random) =>
        Math.Sqrt(-2 * Math.Log(1 - (double)random.NextSingle())) * Math.Cos(2 * Math.PI * random.NextSingle());

    /// <summary>The logarithm of the density at <paramref name="value"/>.</summary>
    public static double Log(double value, double mean, double deviation) =>
        (-0.5 * Math.Pow((value - mean) / deviation, 2)) - Math.Log(deviation) - HalfLogOfTwoPi;

    /// <summary>The same for tensors of one shape.</summary>
    public static Tensor Log(Tensor values, Tensor mean, Tensor deviation) =>
        values.sub(mean).div(deviation).square().mul(-0.5).sub(deviation.log()).sub(HalfLogOfTwoPi);

    /// <summary>The entropy, 0.5 log(2 pi e deviation^2).</summary>
    public static Tensor Entropy(Tensor deviation) => deviation.log().add(HalfLogOfTwoPi + 0.5);

    /// <summary>1 / (1 + exp(-x)).</summary>
    public static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));
}
