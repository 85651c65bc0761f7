using System.Globalization;
using System.Text;

namespace ModelOptimizer.Benchmarks.CifarPruning;

/// <summary>Results as Markdown: one table per budget, the best fine-tuned criterion first.</summary>
internal static class CifarTable
{
    public static string Of(CifarResults results)
    {
        var text = new StringBuilder();
        text.AppendLine(Line($"Baseline {results.Settings.Model}: {Percent(results.Baseline)} %, {results.Parameters:N0} parameters, {results.Macs:N0} MACs."));
        foreach (var budget in results.Runs.GroupBy(run => run.Macs))
        {
            text.AppendLine().AppendLine(Line($"MACs {budget.Key}:")).AppendLine();
            text.AppendLine("| criterion | MACs | parameters | after the cut | BN re-measured | fine-tuned | seeds |");
            text.AppendLine("|---|---|---|---|---|---|---|");
            foreach (var runs in budget.GroupBy(run => run.Criterion).OrderByDescending(runs => runs.Average(run => run.Tuned)))
            {
                text.AppendLine(Line(
                    $"| {runs.Key} | {Change(runs, run => run.MacsLeft, results.Macs)} | {Change(runs, run => run.Parameters, results.Parameters)} | {Spread(runs, run => run.Cut)} | {Spread(runs, run => run.Measured)} | {Spread(runs, run => run.Tuned)} | {runs.Count()} |"));
            }
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static string Change(IEnumerable<CifarRun> runs, Func<CifarRun, long> left, long before) => Line($"{((runs.Average(left) / before) - 1) * 100:0.0} %");

    // Mean and, where it shows, the standard deviation of a sample.
    private static string Spread(IEnumerable<CifarRun> runs, Func<CifarRun, double> accuracy)
    {
        double[] values = [.. runs.Select(accuracy)];
        var mean = values.Average();
        var deviation = values.Length > 1 ? Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1)) : 0;
        return deviation >= 0.00005 ? $"{Percent(mean)} ± {Percent(deviation)}" : Percent(mean);
    }

    private static string Percent(double fraction) => Line($"{fraction * 100:0.00}");

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
