using static TorchSharp.torch;

namespace ModelOptimizer.Training.Distillation;

/// <summary>Spatial attention and its distance (Zagoruyko and Komodakis, arXiv 1612.03928; used per scale and group in arXiv 2306.01526).</summary>
public static class AttentionLoss
{
    private const double Epsilon = 1e-12;

    /// <summary>
    /// How active each position of a feature map is: the mean over channels of F^2. Maps of bfloat16 are squared and summed as they are, which is off by 2^-9 at
    /// most and spares copies in float32.
    /// </summary>
    /// <param name="features"><c>[N, C, H, W]</c>.</param>
    /// <returns><c>[N, H, W]</c>, float32.</returns>
    public static Tensor Energy(Tensor features)
    {
        // As F times a constant F the gradient takes one pass over the map, where that of a square takes three; it is half of what it should be.
        var half = features.mul(features.detach()).sum([1]).to(ScalarType.Float32).div(features.size(1));
        return half.mul(2).sub(half.detach());
    }

    /// <summary>Where a feature map is active: A(F) = v / |v|, v its energy.</summary>
    /// <param name="energy">What <see cref="Energy"/> gives, <c>[N, H, W]</c>.</param>
    /// <param name="region">1 at positions that count and 0 elsewhere, <c>[N, H * W]</c>; null for all.</param>
    /// <returns><c>[N, H * W]</c>, of unit length per image; 0 for an image of which no position counts.</returns>
    public static Tensor Map(Tensor energy, Tensor? region = null)
    {
        var positions = energy.flatten(1);
        var counted = region is null ? positions : positions.mul(region);
        return counted.div(counted.square().sum(1, keepdim: true).add(Epsilon).sqrt());
    }

    /// <summary>D: the mean over images and positions of (A(T) - A(S))^2, given both energies. The numbers of channels may have differed.</summary>
    public static Tensor Distance(Tensor teacher, Tensor student, Tensor? region = null) => Map(teacher, region).sub(Map(student, region)).square().mean();

    /// <summary>D times the number of positions: the squared distance of the two maps, which does not depend on the resolution; 0..2.</summary>
    public static Tensor SquaredDistance(Tensor teacher, Tensor student, Tensor? region = null) =>
        Map(teacher, region).sub(Map(student, region)).square().sum(1).mean();
}
