using System.Globalization;
using System.Text;

namespace ModelOptimizer.Benchmarks.Variations;

/// <summary>Results as Markdown: a row per variation; mean and standard deviation over seeds, and the mean difference from the first row seed by seed.</summary>
internal static class VariationTable
{
    public static string Of(IReadOnlyList<VariationRun> runs)
    {
        var first = runs.Where(run => run.Variation == runs[0].Variation).ToDictionary(run => run.Seed, Metric);
        var text = new StringBuilder();
        text.AppendLine("| variation | before | after | after, seed by seed against the first row | parameters | MACs | times faster |");
        text.AppendLine("|---|---|---|---|---|---|---|");
        foreach (var variation in runs.GroupBy(run => run.Variation))
        {
            text.AppendLine(string.Create(CultureInfo.InvariantCulture,
                $"| {variation.Key} | {Spread(variation, run => run.Report.Verification.Baseline.Metric * 100)} | {Spread(variation, Metric)} | {Spread(variation, run => Metric(run) - first[run.Seed])} | {Change(variation, model => model.Parameters)} | {Change(variation, model => model.Macs)} | {variation.Average(run => run.Report.Verification.LatencyRatio):0.00} |"));
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static double Metric(VariationRun run) => run.Report.Verification.Artifact.Metric * 100;

    private static string Change(IEnumerable<VariationRun> runs, Func<Pipeline.Verification.MeasuredModel, long> measure) =>
        string.Create(CultureInfo.InvariantCulture, $"{runs.Average(run => ((double)measure(run.Report.Verification.Artifact) / measure(run.Report.Verification.Baseline)) - 1) * 100:0.0} %");

    private static string Spread(IEnumerable<VariationRun> runs, Func<VariationRun, double> measure)
    {
        double[] values = [.. runs.Select(measure)];
        var mean = values.Average();
        return values.Length == 1
            ? string.Create(CultureInfo.InvariantCulture, $"{mean:0.0}")
            : string.Create(CultureInfo.InvariantCulture, $"{mean:0.0} ± {Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1)):0.0}");
    }
}
