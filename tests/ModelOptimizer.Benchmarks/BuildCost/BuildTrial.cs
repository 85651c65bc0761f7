using ModelOptimizer.Packages.Tests.Consuming;
using ModelOptimizer.Tool.Tests;

namespace ModelOptimizer.Benchmarks.BuildCost;

/// <summary>Two console projects that differ in the package only, restored, built, and with a model in the cache.</summary>
internal sealed class BuildTrial : IDisposable
{
    private readonly TinyProject _tiny = new();
    private readonly ConsoleProject _with;
    private readonly ConsoleProject _without;

    /// <summary>Packs the package of a checkout and builds both projects once, which makes the model if it is not in the cache.</summary>
    /// <param name="repository">The checkout.</param>
    /// <param name="manifest">Full path of the manifest; null for one of a tiny data set.</param>
    /// <param name="cache">Full path of the cache; null for the user's, or with the tiny data set for one that is thrown away.</param>
    public BuildTrial(string repository, string? manifest, string? cache)
    {
        Dotnet.Run(repository, "pack", "src/ModelOptimizer.MSBuild", "--no-build", "-c", "Release", "-nologo", "-v", "quiet", "-o", _tiny["feed"]).GetAwaiter().GetResult().MustSucceed();
        File.WriteAllText(_tiny["nuget.config"], """
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><clear /><add key="local" value="feed" /></packageSources>
            </configuration>
            """);
        var model = manifest is null ? $"""Include="{_tiny.Manifest}" DataRoot="{_tiny.Data}" """ : $"""Include="{manifest}" """;
        _with = new(_tiny["with"], $"""
            <PropertyGroup><ModelCompressionCacheDirectory>{cache ?? (manifest is null ? _tiny["cache"] : "")}</ModelCompressionCacheDirectory></PropertyGroup>
            <ItemGroup>
              <PackageReference Include="ModelOptimizer.MSBuild" Version="*" PrivateAssets="all" />
              <ModelCompression {model}/>
            </ItemGroup>
            """);
        _without = new(_tiny["without"]);
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
    public void Dispose() => _tiny.Dispose();
}
