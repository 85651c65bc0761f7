using System.Globalization;
using System.Text.Json;

namespace ModelOptimizer.Tool.Tests;

/// <summary>The whole main job on a tiny data set, in processes of their own.</summary>
public sealed class CompressTests(CompressTests.Compressed compressed) : IClassFixture<CompressTests.Compressed>
{
    /// <summary>A project that has been compressed once without interruption.</summary>
    public sealed class Compressed : IDisposable
    {
        public Compressed() => Result = Compress(Project, "cache");

        public TinyProject Project { get; } = new();

        public ToolResult Result { get; }

        public JsonElement Artifact => Result.Last("artifact");

        public void Dispose() => Project.Dispose();
    }

    private TinyProject Project => compressed.Project;

    [Fact]
    public void Makes_an_artifact_and_tells_the_build_about_it()
    {
        Assert.True(compressed.Result.ExitCode == 0, compressed.Result.Output + compressed.Result.Error);
        var start = compressed.Result.Last("start");
        Assert.Equal(Project.Manifest, start.GetProperty("manifest").GetString());
        Assert.False(start.GetProperty("cached").GetBoolean());
        Assert.True(File.Exists(start.GetProperty("log").GetString()));
        Assert.Equal(
            ["source", "train", "sparsify", "prune", "distill", "finish", "verify"],
            compressed.Result.Lines.Where(line => line.GetProperty("type").GetString() == "stage").Select(line => line.GetProperty("name").GetString()));
        var model = File.ReadAllBytes(compressed.Artifact.GetProperty("model").GetString()!);
        Assert.Equal(model.Length, compressed.Artifact.GetProperty("bytes").GetInt64());
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(model)), compressed.Artifact.GetProperty("sha256").GetString());
    }

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
    public void A_second_run_takes_it_from_the_cache_without_any_native_library()
    {
        var folder = Directory.CreateDirectory(Project["tool-without-natives"]).FullName;
        foreach (var file in Directory.EnumerateFiles(ToolProcess.Folder).Where(file => Path.GetExtension(file) is ".dll" or ".json"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        using var hit = ToolProcess.StartFrom(folder, Arguments(Project.Manifest, Project["cache"]));
        using var miss = ToolProcess.StartFrom(folder, Arguments(Project.Manifest, Project["cache-without-natives"]));

        var (found, failed) = (hit.End(), miss.End());
        Assert.True(found.ExitCode == 0, found.Output);
        Assert.True(found.Last("artifact").GetProperty("cached").GetBoolean());
        Assert.Equal(compressed.Artifact.GetProperty("sha256").GetString(), found.Last("artifact").GetProperty("sha256").GetString());
        Assert.Equal((4, "MOPT0011"), (failed.ExitCode, failed.Last("diagnostic").GetProperty("code").GetString()));
    }

    [Fact]
    public void Interrupted_runs_end_with_the_same_bytes()
    {
        string[] arguments = [.. Arguments(Project.Manifest, Project["interrupted"]), "--checkpoint-interval", "0"];
        using (var killed = ToolProcess.Start(arguments))
        {
            killed.ReadUntil("epoch 2/3");
            killed.Kill();
        }

        using (var cancelled = ToolProcess.Start(arguments))
        {
            cancelled.ReadUntil("\"name\":\"distill\"");
            cancelled.CloseInput();
            var end = cancelled.End();
            Assert.Equal(130, end.ExitCode);
            Assert.DoesNotContain("epoch 1/3", end.Output, StringComparison.Ordinal);
        }

        var ended = ToolProcess.Run(arguments);
        Assert.True(ended.ExitCode == 0, ended.Output);
        Assert.Equal(compressed.Artifact.GetProperty("sha256").GetString(), ended.Last("artifact").GetProperty("sha256").GetString());
        Assert.Equal(Losses(compressed.Artifact, "cache"), Losses(ended.Last("artifact"), "interrupted"));
    }

    [Fact]
    public void Every_epoch_of_every_training_is_recorded() => Assert.Equal(
        ["train 1", "train 2", "train 3", "sparsify 1", "distill 1"],
        Losses(compressed.Artifact, "cache").Select(epoch => epoch[..epoch.IndexOf(':', StringComparison.Ordinal)]));

    [Fact]
    public void A_termination_signal_cancels()
    {
        using var tool = ToolProcess.Start(Arguments(Project.Manifest, Project["terminated"]));
        tool.ReadUntil("\"type\":\"progress\"");
        tool.Signal("TERM");

        Assert.Equal(130, tool.End().ExitCode);
    }

    [Fact]
    public void Ctrl_c_is_left_to_the_build_that_holds_the_lifeline()
    {
        var manifest = Project.WriteManifest("interrupt", stages: """{ "train": { "epochs": 1, "batchSize": 4 } }""");
        using var tool = ToolProcess.Start(Arguments(manifest, Project["interrupt"]));
        tool.ReadUntil("\"type\":\"stage\"");
        tool.Signal("INT");

        Assert.Equal(0, tool.End().ExitCode);
    }

    [Fact]
    public void Gates_fail_the_run_at_their_place_in_the_manifest()
    {
        var manifest = Project.WriteManifest("gated", """ "bytes": "1 kB", "latency": "1 us", "metricDrop": 100 """);

        var result = Compress(Project, "cache", manifest);

        var failures = result.Lines.Where(line => line.GetProperty("type").GetString() == "diagnostic").ToArray();
        Assert.Equal(3, result.ExitCode);
        Assert.Equal(["MOPT2002", "MOPT2003"], failures.Select(failure => failure.GetProperty("code").GetString()).Order());
        Assert.All(failures, failure => Assert.Equal((manifest, 12), (failure.GetProperty("file").GetString(), failure.GetProperty("line").GetInt32())));
        Assert.DoesNotContain(result.Lines, line => line.GetProperty("type").GetString() == "artifact");
        var page = result.Last("start").GetProperty("log").GetString() + ".html";
        Assert.Contains(page, failures[^1].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("A check failed", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_processes_train_once()
    {
        var manifest = Project.WriteManifest("twice", stages: """{ "train": { "epochs": 1, "batchSize": 4 } }""");
        using var first = ToolProcess.Start(Arguments(manifest, Project["shared"]));
        using var second = ToolProcess.Start(Arguments(manifest, Project["shared"]));

        ToolResult[] results = [first.End(), second.End()];
        Assert.All(results, result => Assert.True(result.ExitCode == 0, result.Output));
        Assert.Single(results, result => result.Lines.Any(line => line.GetProperty("type").GetString() == "progress"));
        Assert.Equal(results[0].Last("artifact").GetProperty("sha256").GetString(), results[1].Last("artifact").GetProperty("sha256").GetString());
    }

    [Fact]
    public void A_damaged_artifact_is_made_again_with_a_warning()
    {
        var manifest = Project.WriteManifest("damaged", """ "metricDrop": 99 """);
        var before = Compress(Project, "cache", manifest).Last("artifact");
        File.AppendAllText(before.GetProperty("model").GetString()!, "x");

        var after = Compress(Project, "cache", manifest);

        Assert.Equal(("warning", "MOPT3003"), (after.Last("diagnostic").GetProperty("severity").GetString(), after.Last("diagnostic").GetProperty("code").GetString()));
        Assert.Equal(before.GetProperty("sha256").GetString(), after.Last("artifact").GetProperty("sha256").GetString());
    }

    [Fact]
    public void Cache_only_names_the_missing_key()
    {
        var result = ToolProcess.Run([.. Arguments(Project.Manifest, Project["empty"]), "--mode", "cache-only", "--lock", "off"]);

        Assert.Equal((5, "MOPT3001"), (result.ExitCode, result.Last("diagnostic").GetProperty("code").GetString()));
        Assert.Contains(result.Last("start").GetProperty("key").GetString()!, result.Last("diagnostic").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(compressed.Artifact.GetProperty("key").GetString(), result.Last("start").GetProperty("key").GetString());
    }

    [Fact]
    public void A_cache_that_cannot_be_written_is_a_coded_error()
    {
        var result = ToolProcess.Run(Arguments(Project.Manifest, Project.Manifest));

        Assert.Equal((4, "MOPT3002"), (result.ExitCode, result.Last("diagnostic").GetProperty("code").GetString()));
    }

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

    [Fact]
    public void An_onnx_file_is_compressed_without_training()
    {
        var manifest = WriteOnnxManifest("-30%");

        var result = Compress(Project, "cache", manifest);

        Assert.True(result.ExitCode == 0, result.Output);
        using var report = JsonDocument.Parse(File.ReadAllText(result.Last("artifact").GetProperty("report").GetString()!));
        var verification = report.RootElement.GetProperty("verification");
        Assert.True(verification.GetProperty("artifact").GetProperty("parameters").GetInt64() <= verification.GetProperty("baseline").GetProperty("parameters").GetInt64() * 0.7);
    }

    [Fact]
    public void A_budget_out_of_reach_is_an_error_at_the_budget()
    {
        var manifest = WriteOnnxManifest("-99.99%");

        var result = Compress(Project, "cache", manifest);

        Assert.Equal((2, "MOPT1012", 7), (result.ExitCode, result.Last("diagnostic").GetProperty("code").GetString(), result.Last("diagnostic").GetProperty("line").GetInt32()));
    }

    [Fact]
    public void A_model_of_other_classes_is_an_error_at_the_model()
    {
        var manifest = WriteOnnxManifest("-30%", "\"bar\", \"square\"");

        var result = Compress(Project, "cache", manifest);

        Assert.Equal((2, "MOPT1011", 2), (result.ExitCode, result.Last("diagnostic").GetProperty("code").GetString(), result.Last("diagnostic").GetProperty("line").GetInt32()));
    }

    [Fact]
    public void A_gpu_that_is_not_there_is_an_error_of_the_environment()
    {
        Assert.SkipWhen(File.Exists("/dev/nvidiactl"), "This machine has a GPU.");

        var result = ToolProcess.Run([.. Arguments(Project.Manifest, Project["cache"]), "--device", "cuda"]);

        Assert.Equal((4, "MOPT0012"), (result.ExitCode, result.Last("diagnostic").GetProperty("code").GetString()));
    }

    // Starts from the model that the fixture has trained.
    private string WriteOnnxManifest(string parameters, string classes = "\"square\", \"bar\"")
    {
        using var report = JsonDocument.Parse(File.ReadAllText(compressed.Artifact.GetProperty("report").GetString()!));
        var train = report.RootElement.GetProperty("stages").EnumerateArray().First(stage => stage.GetProperty("name").GetString() == "train").GetProperty("key").GetString()!;
        File.Copy(Project[$"cache/stages/{train}/model.onnx"], Project["teacher.onnx"], overwrite: true);
        var path = Project[$"onnx{parameters}.modelopt.json"];
        File.WriteAllText(path, $$"""
            {
              "model": { "onnx": "teacher.onnx" },
              "task": "detection",
              "data": { "format": "voc", "test": "test", "classes": [{{classes}}] },
              "device": "cpu", "precision": "fp32",
              "stages": {
                "prune": { "budget": { "parameters": "{{parameters}}" } }
              }
            }
            """);
        return path;
    }

    // The losses of every epoch that the stages of an artifact recorded.
    private string[] Losses(JsonElement artifact, string cache)
    {
        using var report = JsonDocument.Parse(File.ReadAllText(artifact.GetProperty("report").GetString()!));
        return
        [
            .. from stage in report.RootElement.GetProperty("stages").EnumerateArray()
               let path = Project[$"{cache}/stages/{stage.GetProperty("key").GetString()}/history.json"]
               where File.Exists(path)
               from epoch in JsonElement.Parse(File.ReadAllText(path)).GetProperty("epochs").EnumerateArray()
               select $"{stage.GetProperty("name").GetString()} {epoch.GetProperty("epoch").GetInt32()}: {epoch.GetProperty("losses").GetRawText()}",
        ];
    }

    private static ToolResult Compress(TinyProject project, string cache, string? manifest = null) => ToolProcess.Run(Arguments(manifest ?? project.Manifest, project[cache]));

    private static IEnumerable<string> Arguments(string manifest, string cache) => ["compress", manifest, "--protocol", "json", "--cache", cache, "--threads", "1"];
}
