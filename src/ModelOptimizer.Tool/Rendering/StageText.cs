using System.Globalization;
using ModelOptimizer.Pipeline.SingleStages;

namespace ModelOptimizer.Tool.Rendering;

/// <summary>The end of a single stage in a few lines: before, after, change.</summary>
internal static class StageText
{
    /// <summary>Writes the lines.</summary>
    public static void Write(TextWriter output, StageReport report)
    {
        var (before, after) = (report.Before, report.After);
        Columns.Write(output,
        [
            ["", "before", "after", "change"],
            ["parameters", Columns.Number(before.Parameters), Columns.Number(after.Parameters), Columns.Percent(before.Parameters, after.Parameters)],
            ["MACs", Columns.Number(before.Macs), Columns.Number(after.Macs), Columns.Percent(before.Macs, after.Macs)],
            [$"{report.Metric} on {report.Val}", Metric(before), Metric(after), Change(before.Metric, after.Metric)],
        ]);
        output.WriteLine($"model   {report.Output}{(report.Cached ? " (from the cache)" : "")}");
    }

    private static string Metric(StageModel model) => model.Metric?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "untrained";

    private static string Change(double? before, double? after) => before is { } from && after is { } to ? $"{Columns.Change(100 * (to - from), 2)} points" : "";
}
