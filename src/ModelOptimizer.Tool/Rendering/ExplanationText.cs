using ModelOptimizer.Pipeline.Explaining;

namespace ModelOptimizer.Tool.Rendering;

/// <summary>What would run and why, for people.</summary>
internal static class ExplanationText
{
    private const int ShownLength = 48;

    /// <summary>Writes a line per stage, and one per change.</summary>
    public static void Write(TextWriter output, Explanation explanation, bool isDetailed)
    {
        foreach (var stage in explanation.Stages)
        {
            output.WriteLine($"{stage.Name,-9} {(stage.WouldRun ? "would run" : stage.Cached ? "cached" : "not needed"),-10}  {stage.Message}");
            if (isDetailed)
            {
                output.WriteLine($"{"",-21} key {stage.Key}");
            }

            if (stage.Against is null)
            {
                WriteReason(output, stage.WouldRun ? "no such stage is in the cache, and no lock file tells of one" : null);
            }
            else if (stage.Changes.Count > 0)
            {
                WriteReason(output, stage.Against == "lock" ? "other than in the lock file:" : $"other than in the likest result in the cache ({Shown(stage.AgainstKey, isDetailed: false)}):");
                WriteChanges(output, stage.Changes, isDetailed);
            }
            else if (stage.WouldRun)
            {
                WriteReason(output, "the same as in the lock file, but not in this cache");
            }
        }

        output.WriteLine($"{"artifact",-9} {(explanation.Cached ? "cached" : "would be made"),-10}  {explanation.Key}");
        WriteReason(output, explanation.LockedKey is null ? "no lock file" : explanation.LockedKey == explanation.Key ? "the lock file records this key" : $"the lock file records another key, {explanation.LockedKey}:");
        WriteChanges(output, explanation.Changes, isDetailed);
    }

    private static void WriteReason(TextWriter output, string? reason)
    {
        if (reason is not null)
        {
            output.WriteLine($"{"",-21} {reason}");
        }
    }

    private static void WriteChanges(TextWriter output, IReadOnlyList<KeyChange> changes, bool isDetailed)
    {
        foreach (var (part, before, now) in changes)
        {
            output.WriteLine($"{"",-23} {Meaning(part)}: {Shown(before, isDetailed)} -> {Shown(now, isDetailed)}");
        }
    }

    private static string Meaning(string part) => part == "input" ? "input (the stage before)" : part;

    private static string Shown(string? value, bool isDetailed)
    {
        if (value is null)
        {
            return "(none)";
        }

        var line = value.ReplaceLineEndings(" ");
        return isDetailed || line.Length <= ShownLength ? line : line.Length == 64 && line.All(char.IsAsciiHexDigit) ? line[..12] : line[..ShownLength] + "...";
    }
}
