namespace ModelOptimizer.Tool.Tests;

/// <summary>A run seen from a second terminal.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly TinyProject project = new();

    public void Dispose() => project.Dispose();

    [Fact]
    public void Shows_a_running_compression_until_it_ends()
    {
        var manifest = project.WriteManifest("watched", stages: """{ "train": { "epochs": 30, "batchSize": 4 } }""");
        using var run = ToolProcess.Start(Compress(manifest));
        run.ReadUntil("\"type\":\"progress\"");
        using var watch = ToolProcess.Start("watch", "--cache", project["cache"], "-v", "detailed");

        var (seen, ended) = (watch.End(), run.End());

        Assert.True(ended.ExitCode == 0, ended.Output);
        Assert.True(seen.ExitCode == 0, seen.Error);
        Assert.Contains($"watching {manifest}", seen.Error, StringComparison.Ordinal);
        Assert.Contains("train: 30 epochs on 12 images", seen.Error, StringComparison.Ordinal);
        Assert.Contains("verify: ", seen.Error, StringComparison.Ordinal);
        Assert.Contains("parameters", seen.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_when_the_run_dies()
    {
        var manifest = project.WriteManifest("dying", stages: """{ "train": { "epochs": 500, "batchSize": 4 } }""");
        using var run = ToolProcess.Start(Compress(manifest));
        run.ReadUntil("\"type\":\"progress\"");
        using var watch = ToolProcess.Start("watch", manifest, "--cache", project["cache"]);
        watch.ReadErrorUntil("train: ");
        run.Kill();

        var seen = watch.End();

        Assert.Equal(4, seen.ExitCode);
        Assert.Contains("MOPT3005", seen.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Ends_as_a_failed_run_ended()
    {
        var manifest = project.WriteManifest("failing", """ "bytes": "1 kB" """, """{ "train": { "epochs": 1, "batchSize": 4 } }""");
        Assert.Equal(3, ToolProcess.Run(Compress(manifest)).ExitCode);

        var seen = ToolProcess.Run("watch", manifest, "--cache", project["cache"]);

        Assert.Equal(3, seen.ExitCode);
        Assert.Contains("MOPT2002", seen.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Ctrl_c_ends_the_watching_only()
    {
        var manifest = project.WriteManifest("going-on", stages: """{ "train": { "epochs": 500, "batchSize": 4 } }""");
        using var run = ToolProcess.Start(Compress(manifest));
        run.ReadUntil("\"type\":\"progress\"");
        using var watch = ToolProcess.Start("watch", "--cache", project["cache"]);
        watch.ReadErrorUntil("train: ");
        watch.Signal("INT");

        var seen = watch.End();

        Assert.Equal(0, seen.ExitCode);
        Assert.Contains("the run goes on", seen.Error, StringComparison.Ordinal);
        run.ReadUntil("\"type\":\"progress\"");
        run.Kill();
    }

    [Fact]
    public void Says_so_when_nothing_runs()
    {
        var seen = ToolProcess.Run("watch", "--cache", project["nothing"]);

        Assert.Equal(4, seen.ExitCode);
        Assert.Contains("MOPT3004", seen.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing runs", seen.Error, StringComparison.Ordinal);
    }

    private IEnumerable<string> Compress(string manifest) => ["compress", manifest, "--protocol", "json", "--cache", project["cache"], "--threads", "1"];
}
