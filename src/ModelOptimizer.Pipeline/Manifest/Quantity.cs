using System.Globalization;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>A number followed by a unit.</summary>
internal static class Quantity
{
    /// <summary>Splits <c>"10.5 MB"</c> into 10.5 and MB. The number has no sign and no exponent.</summary>
    public static bool TrySplit(string text, out decimal number, out ReadOnlySpan<char> unit)
    {
        var trimmed = text.AsSpan().Trim();
        var end = trimmed.LastIndexOfAnyInRange('0', '9') + 1;
        unit = trimmed[end..].TrimStart();
        return decimal.TryParse(trimmed[..end], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }
}
