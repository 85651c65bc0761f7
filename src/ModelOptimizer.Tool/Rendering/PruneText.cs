using System.Globalization;
using ModelOptimizer.Pipeline.Models;

namespace ModelOptimizer.Tool.Rendering;

/// <summary>What pruning did, for people: layers where asked for, totals, the check, and what was refused.</summary>
internal static class PruneText
{
    /// <summary>Writes the lines.</summary>
    public static void Write(TextWriter output, PruneReport report, bool withLayers)
    {
        if (withLayers)
        {
            Columns.Write(output,
            [
                ["layer", "operator", "channels", "to", "parameters", "to", "MACs", "to"],
                .. report.Layers.Select(layer => new[]
                {
                    layer.Name,
                    layer.Operator,
                    Number(layer.Before.Channels), Number(layer.After.Channels),
                    Number(layer.Before.Parameters), Number(layer.After.Parameters),
                    Number(layer.Before.Macs), Number(layer.After.Macs),
                }),
            ]);
            output.WriteLine();
        }

        var (before, after) = (report.Before, report.After);
        Columns.Write(output,
        [
            ["", "before", "after", "change"],
            Row("parameters", before.Parameters, after.Parameters),
            Row("MACs", before.Macs, after.Macs),
            Row("bytes", before.Bytes, after.Bytes),
            .. before.LatencyMilliseconds is { } slow && after.LatencyMilliseconds is { } fast ? [Row("latency (ms)", slow, fast, "0.00")] : Array.Empty<string[]>(),
        ]);
        output.WriteLine(FormattableString.Invariant($"check   cut and masked model differ by {report.Check.MaxAbsDifference:0.0e0} at most"));
        foreach (var whole in report.Layers.Where(layer => layer.Whole is not null))
        {
            output.WriteLine($"whole   {whole.Name}: {whole.Whole}");
        }

        foreach (var refusal in report.Refused)
        {
            output.WriteLine($"refused {refusal}");
        }

        if (report.Output is { } path)
        {
            output.WriteLine($"model   {path}");
        }
    }

    private static string[] Row(string name, double before, double after, string format = "N0") =>
        [name, Text(before, format), Text(after, format), Columns.Percent(before, after)];

    private static string Number(long value) => Text(value, "N0");

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
