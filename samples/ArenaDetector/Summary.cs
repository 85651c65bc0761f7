using System.Globalization;
using System.Text.Json;

namespace ArenaDetector;

/// <summary>The embedded report in a few lines: each stage, then the trained model against the one that is embedded.</summary>
internal static class Summary
{
    public static void Print(Stream report, TextWriter output)
    {
        using var document = JsonDocument.Parse(report);
        var root = document.RootElement;
        var metric = root.GetProperty("metric").GetString();
        foreach (var stage in root.GetProperty("stages").EnumerateArray())
        {
            var quality = stage.GetProperty("metric") is { ValueKind: JsonValueKind.Number } measured ? Text($"{measured.GetDouble():F3}") : "-";
            output.WriteLine(Text(
                $"{stage.GetProperty("name").GetString(),-10}{stage.GetProperty("parameters").GetInt64(),12:N0} parameters   {metric} {quality,5}   {stage.GetProperty("durationSeconds").GetDouble(),5:F0} s"));
        }

        var verification = root.GetProperty("verification");
        var (before, after) = (verification.GetProperty("baseline"), verification.GetProperty("artifact"));
        output.WriteLine();
        output.WriteLine(Text($"{"",-12}{"before",14}{"after",14}"));
        foreach (var (title, name) in (ReadOnlySpan<(string, string)>)[("parameters", "parameters"), ("MACs", "macs"), ("bytes", "bytes")])
        {
            var (old, now) = (before.GetProperty(name).GetInt64(), after.GetProperty(name).GetInt64());
            output.WriteLine(Text($"{title,-12}{old,14:N0}{now,14:N0}{100.0 * (now - old) / old,10:F1} %"));
        }

        var (hit, kept) = (before.GetProperty("metric").GetDouble(), after.GetProperty("metric").GetDouble());
        output.WriteLine(Text($"{metric,-12}{hit,14:F3}{kept,14:F3}{100 * (kept - hit),10:F1} points"));
        output.WriteLine(Text($"{"latency",-12}{Median(before),11:F2} ms{Median(after),11:F2} ms{verification.GetProperty("latencyRatio").GetDouble(),10:F2} times faster"));
        var threads = verification.GetProperty("threads").GetInt32();
        output.WriteLine(Text(
            $"measured in ONNX Runtime on the {verification.GetProperty("images").GetInt32()} images of the {verification.GetProperty("split").GetString()} split, {threads} {(threads == 1 ? "thread" : "threads")}"));
    }

    private static double Median(JsonElement model) => model.GetProperty("latency").GetProperty("medianMilliseconds").GetDouble();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
