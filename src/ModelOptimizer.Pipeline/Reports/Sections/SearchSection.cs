using ModelOptimizer.Pipeline.Models;
using ModelOptimizer.Search.Records;

namespace ModelOptimizer.Pipeline.Reports.Sections;

/// <summary>What a search found, beside its controls: metric against cost, and the best candidate so far over the candidates judged.</summary>
internal static class SearchSection
{
    /// <summary>The section's values; adds its charts.</summary>
    public static object Of(ReportSources sources, List<Chart> charts)
    {
        if (sources.Read("prune", SearchEngine.Document, SearchRecord.FromJson) is not { } record)
        {
            return new { IsRecorded = false };
        }

        charts.Add(new("search-front", "scatter", "MACs", record.Metric, [.. record.Strategies.Select(Points), Front(record)]));
        charts.Add(new("search-progress", "lines", "candidates judged", "best reward", [.. record.Strategies.Select((strategy, index) => new ChartSeries(
            strategy.Name, $"{index + 1}", [.. Enumerable.Range(1, strategy.Points.Count).Select(count => (double)count)], strategy.Progress))]));
        return new
        {
            IsRecorded = true,
            record.Metric,
            record.Reward,
            Limits = record.Limits.Count == 0 ? null : string.Join(", ", record.Limits),
            record.Space.Blocks,
            record.Space.Layers,
            record.Space.Widths,
            record.Whole,
            Strategies = record.Strategies.Select(strategy => new
            {
                strategy.Name,
                Judged = strategy.Points.Count,
                Failed = strategy.Points.Count(point => !point.Counts),
                Best = strategy.Best is { } best ? strategy.Points[best] : null,
                strategy.Seconds,
            }),
        };
    }

    /// <summary>Positions of a chart rise: of candidates that cost the same the best is shown.</summary>
    private static ChartSeries Points(StrategyRecord strategy, int index)
    {
        var points = (
            from point in strategy.Points
            where point.Counts
            group point.Metric!.Value by point.Macs!.Value into equal
            orderby equal.Key
            select (Macs: (double)equal.Key, Metric: ChartSeries.Value(equal.Max()))).ToList();
        return new(strategy.Name, $"{index + 1}", [.. points.Select(point => point.Macs)], [.. points.Select(point => point.Metric)]);
    }

    private static ChartSeries Front(SearchRecord record) =>
        new("front", "before", [.. record.Front.Select(point => (double)point.Macs)], [.. record.Front.Select(point => ChartSeries.Value(point.Metric))]) { IsDashed = true };
}
