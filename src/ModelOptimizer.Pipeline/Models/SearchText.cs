using System.Globalization;
using ModelOptimizer.Search.Runs;

namespace ModelOptimizer.Pipeline.Models;

/// <summary>How far a search is, for people.</summary>
internal static class SearchText
{
    /// <summary><c>controller 24/300, best top-1 0.8125 at 12.3 M MACs, 2 failed (the last: worker lost)</c>.</summary>
    public static string Of(SearchProgress progress, string metric)
    {
        var best = progress.Best is { } point
            ? string.Create(CultureInfo.InvariantCulture, $", best {metric} {point.Metric:0.0000} at {point.Macs / 1e6:0.0} M MACs and {point.Parameters / 1e6:0.000} M parameters (reward {point.Reward:0.0000})")
            : "";
        var failed = progress.Failed > 0 ? $", {progress.Failed} failed (the last: {progress.LastFailure})" : "";
        return $"{progress.Strategy} {progress.Done}/{progress.Rollouts}{best}{failed}";
    }
}
