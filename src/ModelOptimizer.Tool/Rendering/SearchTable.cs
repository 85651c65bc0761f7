using System.Globalization;
using ModelOptimizer.Pipeline.Models;

namespace ModelOptimizer.Tool.Rendering;

/// <summary>What a search found, for people: its best candidate and those of its controls, why candidates failed, and the front of metric against cost.</summary>
internal static class SearchTable
{
    private const int MostReasons = 5;

    /// <summary>Writes the lines.</summary>
    public static void Write(TextWriter output, SearchReport report)
    {
        var record = report.Record;
        Columns.Write(output,
        [
            ["strategy", "candidates", "failed", "reward", record.Metric, "MACs", "parameters", "seconds", "of them its own"],
            ["whole model", "", "", "", Number(record.Whole.Metric), Count(record.Whole.Macs), Count(record.Whole.Parameters), "", ""],
            .. record.Strategies.Select(strategy =>
            {
                var best = strategy.Best is { } index ? strategy.Points[index] : null;
                return new[]
                {
                    strategy.Name, Count(strategy.Points.Count), Count(strategy.Points.Count(point => !point.Counts)), Number(best?.Reward), Number(best?.Metric), Count(best?.Macs),
                    Count(best?.Parameters), strategy.Seconds.ToString("0.0", CultureInfo.InvariantCulture), strategy.StrategySeconds.ToString("0.00", CultureInfo.InvariantCulture),
                };
            }),
        ]);
        output.WriteLine();
        Columns.Write(output,
        [
            ["front", record.Metric, "MACs", "parameters"],
            .. record.Front.Select(point => new[] { $"{point.Strategy} {point.Index}", Number(point.Metric), Count(point.Macs), Count(point.Parameters) }),
        ]);
        foreach (var reason in record.Strategies.SelectMany(strategy => strategy.Points).Where(point => point.Failure is not null).GroupBy(point => point.Failure!).OrderByDescending(group => group.Count()).Take(MostReasons))
        {
            output.WriteLine($"failed  {reason.Count()}: {reason.Key}");
        }

        output.WriteLine($"reward  {record.Reward}");
        output.WriteLine($"model   {report.Output}");
        output.WriteLine($"record  {report.Document}");
    }

    private static string Number(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "-";

    private static string Count(long? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? "-";
}
