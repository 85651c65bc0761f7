using System.Text.Json;

namespace ModelOptimizer.Tool.Tests;

/// <summary>The whole main job on a tiny data set, in processes of their own.</summary>
[Collection(nameof(CompressedProject))]
public sealed class CompressTests(CompressedProject compressed)
{
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
    public void A_second_run_takes_it_from_the_cache_without_any_native_library()
    {
        var folder = Directory.CreateDirectory(Project["tool-without-natives"]).FullName;
        foreach (var file in Directory.EnumerateFiles(ToolProcess.Folder).Where(file => Path.GetExtension(file) is ".dll" or ".json"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        using var hit = ToolProcess.StartFrom(folder, CompressedProject.Arguments(Project.Manifest, Project["cache"]));
        using var miss = ToolProcess.StartFrom(folder, CompressedProject.Arguments(Project.Manifest, Project["cache-without-natives"]));

        var (found, failed) = (hit.End(), miss.End());
        Assert.True(found.ExitCode == 0, found.Output);
        Assert.True(found.Last("artifact").GetProperty("cached").GetBoolean());
        Assert.Equal(compressed.Artifact.GetProperty("sha256").GetString(), found.Last("artifact").GetProperty("sha256").GetString());
        Assert.Equal((4, "MOPT0011"), (failed.ExitCode, failed.Last("diagnostic").GetProperty("code").GetString()));
    }

    [Fact]
    public void Interrupted_runs_end_with_the_same_bytes()
    {
        string[] arguments = [.. CompressedProject.Arguments(Project.Manifest, Project["interrupted"]), "--checkpoint-interval", "0"];
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
        Assert.Equal(compressed.Losses(compressed.Artifact, "cache"), compressed.Losses(ended.Last("artifact"), "interrupted"));
    }

    [Fact]
    public void A_termination_signal_cancels()
    {
        using var tool = ToolProcess.Start(CompressedProject.Arguments(Project.Manifest, Project["terminated"]));
        tool.ReadUntil("\"type\":\"progress\"");
        tool.Signal("TERM");

        Assert.Equal(130, tool.End().ExitCode);
    }

    [Fact]
    public void Ctrl_c_is_left_to_the_build_that_holds_the_lifeline()
    {
        var manifest = Project.WriteManifest("interrupt", stages: """{ "train": { "epochs": 1, "batchSize": 4 } }""");
        using var tool = ToolProcess.Start(CompressedProject.Arguments(manifest, Project["interrupt"]));
        tool.ReadUntil("\"type\":\"stage\"");
        tool.Signal("INT");

        Assert.Equal(0, tool.End().ExitCode);
    }

    [Fact]
    public void Gates_fail_the_run_at_their_place_in_the_manifest()
    {
        var manifest = Project.WriteManifest("gated", """ "bytes": "1 kB", "latency": "1 us", "metricDrop": 100 """);

        var result = compressed.Compress("cache", manifest);

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
        using var first = ToolProcess.Start(CompressedProject.Arguments(manifest, Project["shared"]));
        using var second = ToolProcess.Start(CompressedProject.Arguments(manifest, Project["shared"]));

        ToolResult[] results = [first.End(), second.End()];
        Assert.All(results, result => Assert.True(result.ExitCode == 0, result.Output));
        Assert.Single(results, result => result.Lines.Any(line => line.GetProperty("type").GetString() == "progress"));
        Assert.Equal(results[0].Last("artifact").GetProperty("sha256").GetString(), results[1].Last("artifact").GetProperty("sha256").GetString());
    }

    [Fact]
    public void A_damaged_artifact_is_made_again_with_a_warning()
    {
        var manifest = Project.WriteManifest("damaged", """ "metricDrop": 99 """);
        var before = compressed.Compress("cache", manifest).Last("artifact");
        File.AppendAllText(before.GetProperty("model").GetString()!, "x");

        var after = compressed.Compress("cache", manifest);

        Assert.Equal(("warning", "MOPT3003"), (after.Last("diagnostic").GetProperty("severity").GetString(), after.Last("diagnostic").GetProperty("code").GetString()));
        Assert.Equal(before.GetProperty("sha256").GetString(), after.Last("artifact").GetProperty("sha256").GetString());
    }

    [Fact]
    public void Cache_only_names_the_missing_key()
    {
        var result = ToolProcess.Run([.. CompressedProject.Arguments(Project.Manifest, Project["empty"]), "--mode", "cache-only", "--lock", "off"]);

        Assert.Equal((5, "MOPT3001"), (result.ExitCode, result.Last("diagnostic").GetProperty("code").GetString()));
        Assert.Contains(result.Last("start").GetProperty("key").GetString()!, result.Last("diagnostic").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(compressed.Artifact.GetProperty("key").GetString(), result.Last("start").GetProperty("key").GetString());
    }

    [Fact]
    public void A_cache_that_cannot_be_written_is_a_coded_error()
    {
        var result = ToolProcess.Run(CompressedProject.Arguments(Project.Manifest, Project.Manifest));

        Assert.Equal((4, "MOPT3002"), (result.ExitCode, result.Last("diagnostic").GetProperty("code").GetString()));
    }

    [Fact]
    public void A_gpu_that_is_not_there_is_an_error_of_the_environment()
    {
        Assert.SkipWhen(File.Exists("/dev/nvidiactl"), "This machine has a GPU.");

        var result = ToolProcess.Run([.. CompressedProject.Arguments(Project.Manifest, Project["cache"]), "--device", "cuda"]);

        Assert.Equal((4, "MOPT0012"), (result.ExitCode, result.Last("diagnostic").GetProperty("code").GetString()));
    }
}
