using System.Globalization;
using ModelOptimizer.Pipeline.Progress;
using ModelOptimizer.Pipeline.Reports;

namespace ModelOptimizer.Tool.Rendering;

/// <summary>The end of a compression in a few lines: before, after, change.</summary>
internal static class ReportText
{
    /// <summary>Writes the lines.</summary>
    public static void Write(TextWriter output, ArtifactReady artifact)
    {
        var document = ReportJson.Read<CompressionReport>(File.ReadAllText(artifact.Report));
        var report = document.Verification;
        var (before, after) = (report.Baseline, report.Artifact);
        Columns.Write(output,
        [
            ["", "trained", "artifact", "change"],
            Row("parameters", before.Parameters, after.Parameters, "N0"),
            Row("MACs", before.Macs, after.Macs, "N0"),
            Row("bytes", before.Bytes, after.Bytes, "N0"),
            [document.Metric, Text(before.Metric, "0.0000"), Text(after.Metric, "0.0000"), $"{Columns.Change(-report.MetricDrop, 2)} points"],
            ["latency (ms)", Text(before.Latency.MedianMilliseconds, "0.00"), Text(after.Latency.MedianMilliseconds, "0.00"), $"{Text(report.LatencyRatio, "0.00")} x faster"],
        ]);
        output.WriteLine($"model   {artifact.Model}");
        output.WriteLine($"report  {ArtifactReport.PageOf(artifact.Report)}");
    }

    private static string[] Row(string name, double before, double after, string format) =>
        [name, Text(before, format), Text(after, format), Columns.Percent(before, after)];

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
