using ModelOptimizer.Pipeline.Stages;

namespace ModelOptimizer.Pipeline.Reports.Sections;

/// <summary>What the metric loses as each group alone loses channels.</summary>
internal static class SensitivitySection
{
    /// <summary>The section's values; adds its chart.</summary>
    public static object Of(ReportSources sources, List<Chart> charts)
    {
        var recorded = sources.Read("prune", SensitivityRecord.FileName, ReportJson.Read<SensitivityRecord>);
        if (recorded is not { Groups: { Count: > 0 } groups })
        {
            return new { IsRecorded = false };
        }

        charts.Add(new("sensitivity", "lines", "share of the group removed", $"points of {sources.Report.Metric} lost", [.. groups.Select((group, index) => new ChartSeries(
            group.Name, $"{index + 1}", [0, .. group.Points.Select(point => point.Fraction)], [0, .. group.Points.Select(point => ChartSeries.Value(point.Drop))]))])
        { Span = [0, 1] });
        return new
        {
            IsRecorded = true,
            recorded.Images,
            recorded.Baseline,
            sources.Report.Metric,
            Groups = groups.Select(group => new { group.Name, group.Channels, group.Removed, Points = group.Points.Select(point => new { point.Fraction, point.Drop }) }),
        };
    }
}
