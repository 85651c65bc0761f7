using ModelOptimizer.Packages.Tests.Consuming;
using ModelOptimizer.Tool.Tests;

namespace ModelOptimizer.Packages.Tests;

/// <summary>
/// One library whose model the tool itself makes, from a data set that trains in seconds; built again and again, without a network; the tests look
/// at the records.
/// </summary>
public sealed class RealEngineHistory(LocalFeed feed) : IAsyncLifetime
{
    private readonly TinyProject _tiny = new();
    private Solution _solution = null!;

    /// <summary>A build of the history, and what was there after it.</summary>
    /// <param name="Output">What it said.</param>
    /// <param name="Model">Through the accessor.</param>
    /// <param name="Artifact">The model's file in the cache.</param>
    /// <param name="Report">The report's file in the cache.</param>
    public sealed record Record(string Output, EmbeddedModel Model, byte[] Artifact, string Report);

    public Record Cold { get; private set; } = null!;

    public Record Again { get; private set; } = null!;

    public Record AfterDamage { get; private set; } = null!;

    public string WithoutACache { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        // Suppression in the model: the longest way that a detector's outputs take.
        var manifest = await File.ReadAllTextAsync(_tiny.WriteManifest("arena"));
        _solution = feed.NewSolution("real engine").WithLibrary(
            manifest: manifest.Replace("\"task\"", "\"output\": { \"postprocess\": \"nms\" }, \"task\"", StringComparison.Ordinal),
            item: $"""Include="arena.modelopt.json" DataRoot="{_tiny.Data}" """,
            properties: $"<ModelCompressionToolPath>{Path.Combine(AppContext.BaseDirectory, "modelopt.dll")}</ModelCompressionToolPath>");
        (await _solution.Run("Lib", "restore")).MustSucceed();
        _solution.With("NuGet.config", """<configuration><packageSources><clear /><add key="gone" value="http://127.0.0.1:9/" /></packageSources></configuration>""");

        Cold = await Build();
        Again = await Build();
        await File.WriteAllTextAsync(InCache("model.onnx"), "no model");
        AfterDamage = await Build();
        WithoutACache = (await BuildOffline("-p:ModelCompressionCacheDirectory=/proc/nowhere")).MustFail().Output;
    }

    public ValueTask DisposeAsync()
    {
        _tiny.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Record> Build()
    {
        var output = (await BuildOffline()).MustSucceed().Output;
        return new(
            output, EmbeddedModel.Of(_solution.In("Lib/bin/Debug/net10.0/Lib.dll")),
            await File.ReadAllBytesAsync(InCache("model.onnx")), await File.ReadAllTextAsync(InCache("report.json")));
    }

    // Whoever asks for a proxy gets one that is not there.
    private Task<DotnetResult> BuildOffline(params string[] arguments) => Dotnet.RunProgram(
        _solution.In("Lib"),
        "dotnet",
        ["build", "--no-restore", "-nr:false", "-m:1", "-tl:off", .. arguments],
        ("http_proxy", "http://127.0.0.1:9"),
        ("https_proxy", "http://127.0.0.1:9"));

    private string InCache(string file) => Directory.GetFiles(_solution.In("cache/artifacts"), file, SearchOption.AllDirectories).Single();
}
