using System.Globalization;
using System.Text.Json;

namespace ModelOptimizer.Tool.Tests;

/// <summary>What is said and recorded of an artifact.</summary>
[Collection(nameof(CompressedProject))]
public sealed class CompressReportTests(CompressedProject compressed)
{
    private TinyProject Project => compressed.Project;

    [Fact]
    public void Reports_every_stage_and_what_the_artifact_is_worth()
    {
        using var report = JsonDocument.Parse(File.ReadAllText(compressed.Artifact.GetProperty("report").GetString()!));
        var stages = report.RootElement.GetProperty("stages").EnumerateArray().ToDictionary(stage => stage.GetProperty("name").GetString()!);
        var verification = report.RootElement.GetProperty("verification");

        Assert.Equal(["source", "train", "sparsify", "prune", "distill", "finish"], stages.Keys);
        Assert.Equal(JsonValueKind.Null, stages["source"].GetProperty("metric").ValueKind);
        Assert.InRange(stages["train"].GetProperty("metric").GetDouble(), 0, 1);
        Assert.True(stages["prune"].GetProperty("parameters").GetInt64() <= stages["sparsify"].GetProperty("parameters").GetInt64() * 0.8);
        Assert.Equal(4, verification.GetProperty("images").GetInt32());
        Assert.True(verification.GetProperty("parity").GetProperty("holds").GetBoolean());
        Assert.True(verification.GetProperty("artifact").GetProperty("latency").GetProperty("medianMilliseconds").GetDouble() > 0);
        Assert.True(verification.GetProperty("artifact").GetProperty("bytes").GetInt64() < verification.GetProperty("baseline").GetProperty("bytes").GetInt64());
    }

    [Fact]
    public void Reports_each_class_of_both_models_with_its_curve()
    {
        using var report = JsonDocument.Parse(File.ReadAllText(compressed.Artifact.GetProperty("report").GetString()!));
        var verification = report.RootElement.GetProperty("verification");

        foreach (var model in (string[])["baseline", "artifact"])
        {
            var measured = verification.GetProperty(model);
            var classes = measured.GetProperty("classes").EnumerateArray().ToArray();
            Assert.Equal(["square", "bar"], classes.Select(found => found.GetProperty("name").GetString()));
            Assert.Equal(4, classes.Sum(found => found.GetProperty("count").GetInt32()));
            Assert.Equal(measured.GetProperty("metric").GetDouble(), classes.Average(found => found.GetProperty("value").GetDouble()), 1e-9);
            Assert.All(classes, found => Assert.InRange(found.GetProperty("curve").GetArrayLength(), 0, 101));
        }
    }

    [Fact]
    public void A_page_lies_beside_the_report_and_a_browser_draws_all_its_charts()
    {
        var html = File.ReadAllText(Path.ChangeExtension(compressed.Artifact.GetProperty("report").GetString()!, ".html"));

        var page = Chromium.Open(html);

        Assert.Empty(page.Console);
        var figures = html.Split("<figure data-chart=").Length - 1;
        Assert.InRange(figures, 10, 100);
        Assert.Equal((figures, figures), (int.Parse(page["charts"]!, CultureInfo.InvariantCulture), int.Parse(page["painted"]!, CultureInfo.InvariantCulture)));
        Assert.InRange(html.Split("<svg ").Length - 1, 3 * 3, 3 * 4);
    }

    [Fact]
    public void Every_epoch_of_every_training_is_recorded() => Assert.Equal(
        ["train 1", "train 2", "train 3", "sparsify 1", "distill 1"],
        compressed.Losses(compressed.Artifact, "cache").Select(epoch => epoch[..epoch.IndexOf(':', StringComparison.Ordinal)]));

    [Fact]
    public void People_get_plain_lines_and_a_summary()
    {
        var copy = Project["copy/detector.onnx"];

        var result = ToolProcess.Run("compress", Project.Manifest, "--cache", Project["cache"], "-o", copy);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("parameters", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"report  .*[/\\]report\.html", result.Output);
        Assert.DoesNotContain('\u001b', result.Output + result.Error);
        Assert.Equal(File.ReadAllBytes(compressed.Artifact.GetProperty("model").GetString()!), File.ReadAllBytes(copy));
    }

    [Fact]
    public void The_report_is_found_by_manifest_and_by_key()
    {
        var page = Path.ChangeExtension(compressed.Artifact.GetProperty("report").GetString()!, ".html");

        var byManifest = ToolProcess.Run("report", Project.Manifest, "--cache", Project["cache"], "--threads", "1");
        var byKey = ToolProcess.Run("report", compressed.Artifact.GetProperty("key").GetString()!, "--cache", Project["cache"], "-o", Project["copy/report.html"]);

        Assert.Equal((0, page), (byManifest.ExitCode, byManifest.Output.Trim()));
        Assert.Equal((0, Project["copy/report.html"]), (byKey.ExitCode, byKey.Output.Trim()));
        Assert.Equal(File.ReadAllText(page), File.ReadAllText(Project["copy/report.html"]));
    }

    [Fact]
    public void The_report_of_an_artifact_that_was_not_made_is_not_in_the_cache()
    {
        var result = ToolProcess.Run("report", new string('a', 64), "--cache", Project["cache"]);

        Assert.Equal(5, result.ExitCode);
        Assert.Contains("MOPT3001", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_get_one_document()
    {
        var result = ToolProcess.Run("compress", Project.Manifest, "--cache", Project["cache"], "--json");

        using var document = JsonDocument.Parse(result.Output);
        Assert.Equal(1, document.RootElement.GetProperty("schemaVersion").GetInt32());
        Assert.Equal(compressed.Artifact.GetProperty("sha256").GetString(), document.RootElement.GetProperty("sha256").GetString());
    }

    [Fact]
    public void The_artifact_can_be_evaluated_and_measured_against_another()
    {
        var model = compressed.Artifact.GetProperty("model").GetString()!;

        var evaluation = ToolProcess.Run("evaluate", model, "--data", Project.Data, "--json");
        var bench = ToolProcess.Run("bench", "zoo:yolov4-tiny", model, "--set", "inputSize=64", "--runs", "3", "--threads", "1", "--json");

        using var report = JsonDocument.Parse(File.ReadAllText(compressed.Artifact.GetProperty("report").GetString()!));
        using var evaluated = JsonDocument.Parse(evaluation.Output);
        using var measured = JsonDocument.Parse(bench.Output);
        Assert.Equal(
            report.RootElement.GetProperty("verification").GetProperty("artifact").GetProperty("metric").GetDouble(),
            evaluated.RootElement.GetProperty("value").GetDouble(),
            1e-9);
        Assert.Equal(3, measured.RootElement.GetProperty("second").GetProperty("runs").GetInt32());
        Assert.Equal(
            measured.RootElement.GetProperty("first").GetProperty("medianMilliseconds").GetDouble() / measured.RootElement.GetProperty("second").GetProperty("medianMilliseconds").GetDouble(),
            measured.RootElement.GetProperty("ratio").GetDouble(),
            1e-3);
    }
}
