using ModelOptimizer.Packages.Tests.Consuming;

namespace ModelOptimizer.Packages.Tests;

/// <summary>
/// One library of two target frameworks, in a folder with a difficult name, built again and again as a user would; the tests look at the records.
/// </summary>
public sealed class ProjectHistory(LocalFeed feed) : IAsyncLifetime
{
    private Solution _solution = null!;

    /// <summary>What a command of the history did, and what was there after it.</summary>
    /// <param name="Starts">How often the engine was started.</param>
    /// <param name="Trainings">How often it trained.</param>
    /// <param name="CompilerRuns">How often the compiler ran.</param>
    /// <param name="Model">Through the .NET 10 assembly, where the command builds.</param>
    /// <param name="NetStandardModel">Through the .NET Standard 2.0 assembly, where the command builds.</param>
    /// <param name="Copies">Copies of models in <c>obj</c>.</param>
    public sealed record Record(
        int Starts, int Trainings, int CompilerRuns, EmbeddedModel? Model, EmbeddedModel? NetStandardModel, int Copies, string Output);

    public string Folder => _solution.Root;

    public Record Cold { get; private set; } = null!;

    public bool ColdLogHasStages { get; private set; }

    public Record Again { get; private set; } = null!;

    public Record Edited { get; private set; } = null!;

    public Record EditedBack { get; private set; } = null!;

    public Record PublishedWithoutBuild { get; private set; } = null!;

    public Record PackedWithoutBuild { get; private set; } = null!;

    public Record Cleaned { get; private set; } = null!;

    public Record Rebuilt { get; private set; } = null!;

    public Record Release { get; private set; } = null!;

    public int ArtifactsAfterClean { get; private set; }

    public async ValueTask InitializeAsync()
    {
        _solution = feed.NewSolution("pr öto @ (x)").WithLibrary(frameworks: "net10.0;netstandard2.0");

        Cold = await Do(["build"]);
        ColdLogHasStages = new BuildLog(_solution.In("msbuild.binlog")).Says("train: 30 epochs");
        Again = await Do(["build"]);

        _solution.With("Lib/arena.modelopt.json", Solution.Manifest.Replace("yolov4-tiny", "yolov3-tiny", StringComparison.Ordinal));
        Edited = await Do(["build"]);
        _solution.With("Lib/arena.modelopt.json", Solution.Manifest);
        EditedBack = await Do(["build"]);

        PublishedWithoutBuild = await Do(["publish", "--no-build", "-f", "net10.0", "-c", "Debug"]);
        PackedWithoutBuild = await Do(["pack", "--no-build", "-c", "Debug"]);
        Cleaned = await Do(["clean"]);
        ArtifactsAfterClean = _solution.Artifacts;
        Rebuilt = await Do(["build", "-t:Rebuild"]);
        Release = await Do(["build", "-c", "Release"]);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<Record> Do(string[] command)
    {
        var (starts, trainings) = (_solution.Starts, _solution.Trainings);
        var output = (await _solution.Run("Lib", [.. command, $"-bl:{_solution.In("msbuild.binlog")}"])).MustSucceed().Output;
        var log = new BuildLog(_solution.In("msbuild.binlog"));
        return new Record(
            _solution.Starts - starts,
            _solution.Trainings - trainings,
            log.CompilerRuns,
            Model("net10.0"),
            Model("netstandard2.0"),
            Directory.GetFiles(_solution.In("Lib/obj"), "*.onnx", SearchOption.AllDirectories).Length,
            output);
    }

    private EmbeddedModel? Model(string framework) =>
        _solution.In($"Lib/bin/Debug/{framework}/Lib.dll") is var assembly && File.Exists(assembly) ? EmbeddedModel.Of(assembly) : null;
}
