using ModelOptimizer.Packages.Tests.Consuming;
using ModelOptimizer.Tool.Tests;

namespace ModelOptimizer.Packages.Tests;

/// <summary>The package with the tool itself instead of a fake engine, on a data set that trains in seconds.</summary>
public sealed class RealEngineTests(LocalFeed feed) : IDisposable
{
    private readonly TinyProject _tiny = new();

    [Fact]
    public async Task A_build_trains_and_embeds_what_it_made_and_the_next_one_trains_nothing()
    {
        const string training = "[2/7] train: ";
        var solution = feed.NewSolution("real engine").WithLibrary(
            manifest: await File.ReadAllTextAsync(_tiny.Manifest, TestContext.Current.CancellationToken),
            item: $"""Include="arena.modelopt.json" DataRoot="{_tiny.Data}" """,
            properties: $"<ModelCompressionToolPath>{Path.Combine(AppContext.BaseDirectory, "modelopt.dll")}</ModelCompressionToolPath>");

        Assert.Contains(training, (await solution.Build()).MustSucceed().Output, StringComparison.Ordinal);
        var model = EmbeddedModel.Of(solution.In("Lib/bin/Debug/net10.0/Lib.dll"));
        Assert.Equal(["square", "bar"], model.Labels);
        Assert.Equal(await File.ReadAllBytesAsync(Artifact(solution, "model.onnx"), TestContext.Current.CancellationToken), model.Bytes);
        Assert.Equal(await File.ReadAllTextAsync(Artifact(solution, "report.json"), TestContext.Current.CancellationToken), model.Report);

        Assert.DoesNotContain(training, (await solution.Build()).MustSucceed().Output, StringComparison.Ordinal);
    }

    public void Dispose() => _tiny.Dispose();

    private static string Artifact(Solution solution, string file) =>
        Directory.GetFiles(solution.In("cache/artifacts"), file, SearchOption.AllDirectories).Single();
}
