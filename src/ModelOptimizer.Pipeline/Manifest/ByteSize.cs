using System.Globalization;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>A number of bytes, written <c>"10 MB"</c> (decimal: kB, MB, GB; binary: KiB, MiB, GiB).</summary>
/// <param name="Bytes">The number of bytes; positive.</param>
public readonly record struct ByteSize(long Bytes)
{
    internal const string Form = "a size with its unit (B, kB, MB, GB, KiB, MiB, GiB), for instance \"10 MB\"";
    internal const string Pattern = @"^\d+(\.\d+)?\s*(B|kB|KB|MB|GB|KiB|MiB|GiB)$";

    /// <summary>Reads the written form.</summary>
    public static bool TryParse(string text, out ByteSize value)
    {
        value = default;
        if (!Quantity.TrySplit(text, out var number, out var unit) || Scale(unit) is not { } scale || number > 1e15m || number * scale is < 1 or > 1e15m)
        {
            return false;
        }

        value = new((long)(number * scale));
        return true;
    }

    /// <summary>The number of bytes with its unit.</summary>
    public override string ToString() => Bytes.ToString(CultureInfo.InvariantCulture) + " B";

    private static decimal? Scale(ReadOnlySpan<char> unit) => unit switch
    {
        "B" => 1,
        "kB" or "KB" => 1_000,
        "MB" => 1_000_000,
        "GB" => 1_000_000_000,
        "KiB" => 1L << 10,
        "MiB" => 1L << 20,
        "GiB" => 1L << 30,
        _ => null,
    };
}
