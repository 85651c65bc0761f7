using System.Globalization;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>A relative change, written <c>"-64.7%"</c>.</summary>
/// <param name="Fraction">The change as a fraction, -0.647 for -64.7 %; between -1 and 0, both excluded.</param>
public readonly record struct Percentage(double Fraction)
{
    internal const string Form = "a reduction in percent between \"-100%\" and \"0%\", for instance \"-64.7%\"";
    internal const string Pattern = @"^-\d+(\.\d+)?\s*%$";

    /// <summary>Reads the written form.</summary>
    public static bool TryParse(string text, out Percentage value)
    {
        value = default;
        var trimmed = text.AsSpan().Trim();
        if (trimmed is not [.. var number, '%']
            || !decimal.TryParse(number.TrimEnd(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            || percent is <= -100 or >= 0)
        {
            return false;
        }

        value = new((double)(percent / 100));
        return true;
    }

    /// <summary>The written form.</summary>
    public override string ToString() => $"{(decimal)Fraction * 100:0.######}%";
}
