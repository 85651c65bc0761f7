using System.Globalization;

namespace ModelOptimizer.Pipeline.Machine;

/// <summary>Memory that a run can have.</summary>
internal static class FreeMemory
{
    private const string Information = "/proc/meminfo";
    private const string Available = "MemAvailable:";

    /// <summary>Bytes free on this machine, or below the limit of its container where that is less.</summary>
    public static long Bytes
    {
        get
        {
            var info = GC.GetGCMemoryInfo();
            var allowed = info.TotalAvailableMemoryBytes - info.MemoryLoadBytes;
            var line = File.Exists(Information) ? File.ReadLines(Information).FirstOrDefault(text => text.StartsWith(Available, StringComparison.Ordinal)) : null;
            return line is not null && long.TryParse(line[Available.Length..].Replace("kB", "", StringComparison.Ordinal), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var kilobytes)
                ? Math.Min(kilobytes << 10, info.TotalAvailableMemoryBytes)
                : allowed;
        }
    }
}
