using System.Globalization;
using System.Text.Json;

namespace ModelOptimizer.Benchmarks;

/// <summary>What a step of sparse training costs over a plain one.</summary>
/// <param name="Plain">Images per second of plain steps.</param>
/// <param name="Sparse">Images per second of sparse steps.</param>
/// <param name="Ratio">The median over pairs of neighbouring steps of the sparse one's time by the plain one's.</param>
internal readonly record struct SparseStepRatio(ImageRate Plain, ImageRate Sparse, double Ratio)
{
    public static SparseStepRatio Of(int imagesPerStep, double[] plain, double[] sparse)
    {
        double[] ratios = [.. plain.Zip(sparse, (one, other) => other / one).Order()];
        var median = (ratios[(ratios.Length - 1) / 2] + ratios[ratios.Length / 2]) / 2;
        return new(ImageRate.Of(imagesPerStep, plain), ImageRate.Of(imagesPerStep, sparse), median);
    }

    public string ToJson() => JsonSerializer.Serialize(new
    {
        plain = new { median = Math.Round(Plain.Median, 2), best = Math.Round(Plain.Best, 2) },
        sparse = new { median = Math.Round(Sparse.Median, 2), best = Math.Round(Sparse.Best, 2) },
        ratio = Math.Round(Ratio, 4),
    });

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"plain {Plain}{Environment.NewLine}sparse {Sparse}{Environment.NewLine}a sparse step takes {Ratio:F3} times as long");
}
