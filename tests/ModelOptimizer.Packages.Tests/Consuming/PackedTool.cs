using static ModelOptimizer.Packages.Tests.Consuming.LocalFeed;

namespace ModelOptimizer.Packages.Tests.Consuming;

[CollectionDefinition(nameof(PackedTool))]
public sealed class PackedToolUsers : ICollectionFixture<PackedTool>;

/// <summary>The packed tool as users get it: in a feed, installed into a folder by a local manifest, with a home of its own.</summary>
public sealed class PackedTool : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("modelopt-packed-").FullName;

    /// <summary>The tool's package that users name; it points to the one of their platform.</summary>
    public string ToolPackage => Package("ModelOptimizer.Tool");

    /// <summary>The tool's package for this platform.</summary>
    public string PlatformToolPackage => Package("ModelOptimizer.Tool.linux-x64");

    /// <summary>The tool's package for any other platform.</summary>
    public string AnyToolPackage => Package("ModelOptimizer.Tool.any");

    /// <summary>The build package with the tool in it.</summary>
    public string BuildPackage => Package("ModelOptimizer.MSBuild");

    /// <summary>What installing it said.</summary>
    public DotnetResult Installation { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(In("NuGet.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><clear /><add key="local" value="feed" /></packageSources>
              <fallbackPackageFolders><add key="machine" value="{Built("PackageCache")}" /></fallbackPackageFolders>
            </configuration>
            """);
        // The tool is compiled for each of its platforms; what it is made of was built with these tests.
        (await Dotnet.Run(_root, "pack", Built("ToolProject"), "-p:BuildProjectReferences=false", "-c", Built("Configuration"), "-o", In("feed"), "-nr:false")).MustSucceed();
        (await Dotnet.Run(_root, "pack", Built("PackageProject"), "--no-build", "-c", Built("Configuration"), "-o", In("feed"), "-nr:false")).MustSucceed();

        Directory.CreateDirectory(In("app"));
        Directory.CreateDirectory(In("elsewhere"));
        Installation = (await Run("app", "tool", "install", "ModelOptimizer.Tool")).MustSucceed();
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>A path below the folder of all this.</summary>
    public string In(string path) => Path.Combine(_root, path);

    /// <summary>Runs the installed tool in the folder of its manifest.</summary>
    public Task<DotnetResult> Modelopt(params IEnumerable<string> arguments) => Run("app", ["modelopt", .. arguments]);

    /// <summary>Runs <c>dotnet</c> in a folder; what it caches stays below the folder of all this.</summary>
    public Task<DotnetResult> Run(string folder, params IEnumerable<string> arguments) => Dotnet.RunProgram(In(folder), "dotnet", arguments, Home);

    /// <summary>Runs the installed tool in a terminal; all that it says is in the answer.</summary>
    public Task<DotnetResult> InTerminal(string arguments, params IEnumerable<(string Name, string Value)> environment) =>
        Dotnet.RunProgram(In("app"), "script", ["-qec", $"dotnet modelopt {arguments}", "/dev/null"], [.. Home, ("TERM", "xterm-256color"), .. environment]);

    private (string Name, string Value)[] Home =>
    [
        ("DOTNET_CLI_HOME", In("home")), ("DOTNET_NOLOGO", "1"), ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"), ("DOTNET_GENERATE_ASPNET_CERTIFICATE", "false"),
        ("MODELOPT_CACHE", In("cache")),
    ];

    private string Package(string id) => Directory.GetFiles(In("feed"), $"{id}.*.nupkg").Single(file => char.IsAsciiDigit(Path.GetFileName(file)[id.Length + 1]));
}
