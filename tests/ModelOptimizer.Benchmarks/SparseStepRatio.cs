using System.Globalization;
using System.Text.Json;

namespace ModelOptimizer.Benchmarks;

/// <summary>What a step of sparse training costs over a plain one.</summary>
/// <param name="Plain">Images per second of plain steps.</param>
/// <param name="Sparse">Images per second of sparse steps.</param>
/// <param name="Ratio">The median over pairs of neighbouring steps of the sparse one's time by the plain one's; other load on the machine makes it noisy.</param>
/// <param name="Share">The penalty's own time as a share of a plain step's, medians; on the processor nothing of it is hidden in the rest of the step.</param>
internal readonly record struct SparseStepRatio(ImageRate Plain, ImageRate Sparse, double Ratio, double Share)
{
    public static SparseStepRatio Of(int imagesPerStep, double[] plain, double[] sparse, double[] penalty) => new(
        ImageRate.Of(imagesPerStep, plain), ImageRate.Of(imagesPerStep, sparse), Median(plain.Zip(sparse, (one, other) => other / one)), Median(penalty) / Median(plain));

    public string ToJson() => JsonSerializer.Serialize(new
    {
        plain = new { median = Math.Round(Plain.Median, 2), best = Math.Round(Plain.Best, 2) },
        sparse = new { median = Math.Round(Sparse.Median, 2), best = Math.Round(Sparse.Best, 2) },
        ratio = Math.Round(Ratio, 4),
        share = Math.Round(Share, 5),
    });

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"plain {Plain}{Environment.NewLine}sparse {Sparse}{Environment.NewLine}a sparse step takes {Ratio:F3} times as long; the penalty itself {100 * Share:F2} % of a plain step");

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
