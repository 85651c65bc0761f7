using System.Globalization;
using System.Text.Json;
using ModelOptimizer.Pipeline.Progress;

namespace ModelOptimizer.Pipeline.Watching;

/// <summary>A line of a log: the time, then an event as JSON, or free text.</summary>
internal static class LogLine
{
    /// <summary>The event of a line, or null for free text.</summary>
    public static CompressionEvent? Read(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || !DateTimeOffset.TryParse(line[..space], CultureInfo.InvariantCulture, out _))
        {
            return null;
        }

        try
        {
            return CompressionEventJson.Read(line.AsSpan(space + 1));
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
