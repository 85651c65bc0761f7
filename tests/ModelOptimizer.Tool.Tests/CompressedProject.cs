using System.Text.Json;

namespace ModelOptimizer.Tool.Tests;

[CollectionDefinition(nameof(CompressedProject))]
public sealed class CompressedProjectUsers : ICollectionFixture<CompressedProject>;

/// <summary>A tiny project that has been compressed once without interruption.</summary>
public sealed class CompressedProject : IDisposable
{
    public CompressedProject() => Result = Compress("cache");

    public TinyProject Project { get; } = new();

    /// <summary>What the run said.</summary>
    public ToolResult Result { get; }

    /// <summary>What the run said last: the artifact and where it lies.</summary>
    public JsonElement Artifact => Result.Last("artifact");

    public void Dispose() => Project.Dispose();

    /// <summary>Compresses as a build does, with a cache in the project's folder.</summary>
    public ToolResult Compress(string cache, string? manifest = null) => ToolProcess.Run(Arguments(manifest ?? Project.Manifest, Project[cache]));

    /// <summary>The command line of a build.</summary>
    public static IEnumerable<string> Arguments(string manifest, string cache) => ["compress", manifest, "--protocol", "json", "--cache", cache, "--threads", "1"];

    /// <summary>The losses of every epoch that the stages of an artifact recorded.</summary>
    public string[] Losses(JsonElement artifact, string cache)
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
}
