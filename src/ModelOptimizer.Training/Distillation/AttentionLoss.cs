using static TorchSharp.torch;

namespace ModelOptimizer.Training.Distillation;

/// <summary>Spatial attention and its distance (Zagoruyko and Komodakis, arXiv 1612.03928; used per scale and group in arXiv 2306.01526).</summary>
public static class AttentionLoss
{
    private const double Epsilon = 1e-12;

    /// <summary>
    /// Where a feature map is active: A(F) = v / |v|, v the mean over channels of F^2.
    /// </summary>
    /// <param name="features"><c>[N, C, H, W]</c>.</param>
    /// <returns><c>[N, H * W]</c>, float32, of unit length per image.</returns>
    public static Tensor Map(Tensor features)
    {
        var energy = features.to(ScalarType.Float32).square().mean([1]).flatten(1);
        return energy.div(energy.square().sum(1, keepdim: true).add(Epsilon).sqrt());
    }

    /// <summary>D: the mean over images and positions of (A(T) - A(S))^2. The numbers of channels may differ.</summary>
    public static Tensor Distance(Tensor teacher, Tensor student) => Map(teacher).sub(Map(student)).square().mean();

    /// <summary>D times the number of positions: the squared distance of the two maps, which does not depend on the resolution; 0..2.</summary>
    public static Tensor SquaredDistance(Tensor teacher, Tensor student) => Map(teacher).sub(Map(student)).square().sum(1).mean();
}
