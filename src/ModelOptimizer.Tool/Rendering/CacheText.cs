using System.Globalization;
using ModelOptimizer.Pipeline.Cache;

namespace ModelOptimizer.Tool.Rendering;

/// <summary>Cache entries in columns.</summary>
internal static class CacheText
{
    /// <summary>Writes a row per entry; nothing when there are none.</summary>
    public static void Write(TextWriter output, IReadOnlyList<CacheEntry> entries, DateTimeOffset now)
    {
        if (entries.Count > 0)
        {
            Columns.Write(output,
            [
                ["kind", "model", "stage", "size", "unused for", "key"],
                .. entries.Select(entry => new[] { entry.Kind, entry.Model ?? "", entry.Stage ?? "", Size(entry.Bytes), Age(now - entry.Used), entry.Key }),
            ]);
        }
    }

    /// <summary>A number of bytes with a unit that fits.</summary>
    public static string Size(long bytes) => bytes switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.00} GB"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        >= 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
    };

    private static string Age(TimeSpan age) => age.TotalDays >= 1 ? $"{(int)age.TotalDays} d" : age.TotalHours >= 1 ? $"{(int)age.TotalHours} h" : $"{Math.Max(0, (int)age.TotalMinutes)} min";
}
