using System.IO.Compression;
using System.Reflection;
using ModelOptimizer.Packages.Tests.Consuming;

[assembly: AssemblyFixture(typeof(LocalFeed))]

namespace ModelOptimizer.Packages.Tests.Consuming;

/// <summary>A folder with the packed package as its only feed; every consuming solution of the tests lives in it.</summary>
public sealed class LocalFeed : IAsyncLifetime
{
    private readonly string _root = Path.Combine(Path.GetTempPath(), $"modelopt-packages-{Guid.NewGuid():N}");
    private int _solutions;

    /// <summary>The packed package.</summary>
    public string PackageFile { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var feed = Directory.CreateDirectory(Path.Combine(_root, "feed")).FullName;
        (await Dotnet.Run(_root, "pack", Built("PackageProject"), "--no-build", "-c", Built("Configuration"), "-p:BundleTool=false", "-o", feed))
            .MustSucceed();
        PackageFile = Directory.GetFiles(feed, "ModelOptimizer.MSBuild.*.nupkg").Single();
        foreach (var package in (string[])["netstandard.library", "microsoft.netcore.platforms"])
        {
            var file = Directory.GetFiles(Path.Combine(Built("PackageCache"), package), "*.nupkg", SearchOption.AllDirectories).First();
            File.Copy(file, Path.Combine(feed, Path.GetFileName(file)));
        }

        WriteOnnxRuntime(Path.Combine(feed, "Microsoft.ML.OnnxRuntime.Managed.1.0.0.nupkg"));
        await File.WriteAllTextAsync(Path.Combine(_root, "NuGet.config"), """
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><clear /><add key="local" value="feed" /></packageSources>
            </configuration>
            """);
        await File.WriteAllTextAsync(Path.Combine(_root, "Directory.Build.props"), $"""
            <Project>
              <PropertyGroup>
                <ModelCompressionToolPath>{Path.Combine(AppContext.BaseDirectory, "FakeEngine.dll")}</ModelCompressionToolPath>
                <ModelCompressionCacheDirectory>$(SolutionRoot)cache</ModelCompressionCacheDirectory>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <RunAnalyzers>false</RunAnalyzers>
                <LangVersion Condition="'$(TargetFramework)' == 'netstandard2.0'">7.3</LangVersion>
              </PropertyGroup>
              <ItemGroup Condition="'$(WithoutPackage)' != 'true'">
                <PackageReference Include="ModelOptimizer.MSBuild" Version="*" PrivateAssets="all" />
              </ItemGroup>
            </Project>
            """);
    }

    /// <summary>Makes an empty folder for a solution, with a cache of its own.</summary>
    public Solution NewSolution(string name = "solution")
    {
        var directory = Directory.CreateDirectory(Path.Combine(_root, $"{Interlocked.Increment(ref _solutions)} {name}")).FullName;
        File.WriteAllText(Path.Combine(directory, "Directory.Build.props"), """
            <Project>
              <PropertyGroup><SolutionRoot>$(MSBuildThisFileDirectory)</SolutionRoot></PropertyGroup>
              <Import Project="../Directory.Build.props" />
            </Project>
            """);
        return new Solution(directory);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    // The assembly that these tests use themselves, as a package: what feeds serve under that name differs, and here it is compiled against only.
    private static void WriteOnnxRuntime(string path)
    {
        using var package = ZipFile.Open(path, ZipArchiveMode.Create);
        package.CreateEntryFromFile(typeof(Microsoft.ML.OnnxRuntime.InferenceSession).Assembly.Location, "lib/net8.0/Microsoft.ML.OnnxRuntime.dll");
        using var nuspec = new StreamWriter(package.CreateEntry("Microsoft.ML.OnnxRuntime.Managed.nuspec").Open());
        nuspec.Write("""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata><id>Microsoft.ML.OnnxRuntime.Managed</id><version>1.0.0</version><authors>tests</authors><description>A stand-in.</description></metadata>
            </package>
            """);
    }

    /// <summary>A fact about the build of these tests.</summary>
    internal static string Built(string name) =>
        typeof(LocalFeed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(fact => fact.Key == name).Value!;
}
