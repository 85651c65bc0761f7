using System.Globalization;
using System.Text.Json;

namespace ModelOptimizer.Benchmarks;

/// <summary>Images per second over some steps.</summary>
internal readonly record struct ImageRate(double Median, double Best)
{
    public static ImageRate Of(int imagesPerStep, double[] seconds)
    {
        double[] sorted = [.. seconds.Order()];
        var median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        return new(imagesPerStep / median, imagesPerStep / sorted[0]);
    }

    public string ToJson() =>
        JsonSerializer.Serialize(new { imagesPerSecond = new { median = Math.Round(Median, 2), best = Math.Round(Best, 2) } });

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Median:F1} images/s in the median, {Best:F1} at best");
}
