using ModelOptimizer.Tool.Tests;

namespace ModelOptimizer.Benchmarks.BuildCost;

/// <summary>Two console projects that differ in the package only, restored, built, and with a model in the cache.</summary>
internal sealed class BuildTrial : IDisposable
{
    private readonly TinyProject _model = new();
    private readonly ConsoleProject _with;
    private readonly ConsoleProject _without;

    /// <summary>Packs the package of a checkout and builds both projects once, which trains the model.</summary>
    public BuildTrial(string repository)
    {
        Dotnet.Run(repository, "pack", "src/ModelOptimizer.MSBuild", "--no-build", "-c", "Release", "-nologo", "-v", "quiet", "-o", _model["feed"]);
        File.WriteAllText(_model["nuget.config"], """
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><clear /><add key="local" value="feed" /></packageSources>
            </configuration>
            """);
        _with = new(_model["with"], $"""
            <PackageReference Include="ModelOptimizer.MSBuild" Version="*" PrivateAssets="all" />
            <ModelCompression Include="{_model.Manifest}" DataRoot="{_model.Data}" />
            """, _model["cache"]);
        _without = new(_model["without"], "", _model["cache"]);
    }

    /// <summary>Builds both in turns, the first of each pair alternating.</summary>
    /// <param name="name">What is measured.</param>
    /// <param name="pairs">How often; at least one.</param>
    /// <param name="prepare">What is done to each project before it is built; not timed.</param>
    public PairedTimes Measure(string name, int pairs, Action<ConsoleProject> prepare)
    {
        var times = new PairedTimes(name);
        for (var pair = 0; pair < pairs; pair++)
        {
            prepare(_with);
            prepare(_without);
            var first = pair % 2 == 0 ? _with.Build() : default;
            var without = _without.Build();
            times.Add(without, pair % 2 == 0 ? first : _with.Build());
        }

        return times;
    }

    /// <inheritdoc />
    public void Dispose() => _model.Dispose();
}
