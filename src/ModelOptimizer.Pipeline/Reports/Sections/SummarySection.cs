using ModelOptimizer.Pipeline.Verification;

namespace ModelOptimizer.Pipeline.Reports.Sections;

/// <summary>What went in, what came out, and whether it may be used.</summary>
internal static class SummarySection
{
    /// <summary>The section's values.</summary>
    public static object Of(ReportSources sources)
    {
        var (report, found) = (sources.Report, sources.Report.Verification);
        var (before, after) = (found.Baseline, found.Artifact);
        var macs = (double)before.Macs / Math.Max(1, after.Macs);
        return new
        {
            Amounts = new[]
            {
                Amount("Parameters", before.Parameters, after.Parameters),
                Amount("MACs", before.Macs, after.Macs),
                Amount("Bytes", before.Bytes, after.Bytes),
            },
            Metric = new { Name = report.Metric, Before = before.Metric, After = after.Metric, Change = -found.MetricDrop, found.Split, found.Images },
            Latency = new
            {
                Before = before.Latency,
                After = after.Latency,
                Faster = found.LatencyRatio,
                FewerMacs = macs,
                Share = found.LatencyRatio / macs,
                found.Threads,
            },
            Model = report.Model,
            Task = sources.Manifest.Task.ToString().ToLowerInvariant(),
            Classes = string.Join(", ", sources.Manifest.Data.Classes),
            Splits = sources.Images.Select(split => new { Name = split.Key, Images = split.Value }),
            Parity = new { found.Parity.Images, HasBoxes = found.Parity.BoxDifference is not null, Boxes = found.Parity.BoxDifference, Scores = found.Parity.ScoreDifference, Parity.Tolerance, found.Parity.Holds },
            Gates = found.Gates.Select(gate => new { gate.Name, gate.Limit, gate.Value, gate.Unit, gate.Passed }),
            Passed = found.Parity.Holds && found.Gates.All(gate => gate.Passed),
        };
    }

    private static object Amount(string name, long before, long after) => new
    {
        Name = name,
        Before = before,
        After = after,
        Change = before == 0 ? 0 : ((double)after / before) - 1,
        Left = before == 0 ? 1 : Math.Min(1, (double)after / before),
    };
}
