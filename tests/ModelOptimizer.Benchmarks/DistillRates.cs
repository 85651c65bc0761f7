using System.Globalization;
using System.Text.Json;

namespace ModelOptimizer.Benchmarks;

/// <summary>What distilling costs.</summary>
/// <param name="Plain">Plain training of the student.</param>
/// <param name="Distilled">Training under its teacher.</param>
/// <param name="BytesWithFeatures">What the teacher's pass would leave alive if it kept feature maps.</param>
/// <param name="BytesWithEnergies">What it leaves alive.</param>
internal readonly record struct DistillRates(ImageRate Plain, ImageRate Distilled, long BytesWithFeatures, long BytesWithEnergies)
{
    /// <summary>The time of a distilling step over that of a plain one, in the median.</summary>
    public double Ratio => Plain.Median / Distilled.Median;

    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            plain = new { median = Math.Round(Plain.Median, 2), best = Math.Round(Plain.Best, 2) },
            distilled = new { median = Math.Round(Distilled.Median, 2), best = Math.Round(Distilled.Best, 2) },
            ratio = Math.Round(Ratio, 3),
            BytesWithFeatures,
            BytesWithEnergies,
        },
        JsonSerializerOptions.Web);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"plain     {Plain}\ndistilled {Distilled}\nratio     {Ratio:F3}\nkept of the teacher's pass: {BytesWithEnergies / 1e6:F2} MB instead of {BytesWithFeatures / 1e6:F2} MB");
}
