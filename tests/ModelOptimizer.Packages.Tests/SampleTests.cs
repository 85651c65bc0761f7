using System.Text.RegularExpressions;
using ModelOptimizer.Packages.Tests.Consuming;

namespace ModelOptimizer.Packages.Tests;

/// <summary>The sample for build servers, with the packed packages and the tool that is in them.</summary>
[Collection(nameof(PackedTool))]
public sealed class SampleTests(PackedTool packed)
{
    [Fact]
    public async Task The_library_and_the_app_of_MultiTargetApp_build_run_and_build_on_a_server_from_the_cache()
    {
        Copy(Path.Combine(LocalFeed.Built("SamplesFolder"), "MultiTargetApp"), packed.In("sample"));
        (await packed.Run("sample", "run", "render.cs")).MustSucceed();

        var made = (await packed.Run("sample", "build", "-c", "Release", "-nr:false", "-tl:off")).MustSucceed().Output;
        Assert.Equal(["finder.modelopt.json", "sorter.modelopt.json"], Regex.Matches(made, @"(\S+): \[2/\d\] train: ").Select(match => match.Groups[1].Value).Order());

        var shown = (await packed.Run("sample", "artifacts/bin/App/release/App.dll", "data/show")).MustSucceed().Output;
        Assert.Matches(@"picture\d\.ppm: (square|bar) 0\.\d\d \(\d+, \d+\) - \(\d+, \d+\)", shown);
        Assert.Equal(4, Regex.Count(shown, @"crop\d\.ppm: (square|bar)"));

        Directory.Delete(packed.In("sample/artifacts"), recursive: true);
        var served = (await packed.Run("sample", "build", "-c", "Release", "-nr:false", "-tl:off", "-p:ContinuousIntegrationBuild=true")).MustSucceed().Output;
        Assert.DoesNotContain("train", served);
    }

    // The files of the sample itself, among props that place its outputs beside it.
    private static void Copy(string sample, string target)
    {
        foreach (var file in Directory.GetFiles(sample, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(sample, file);
            if (!name.StartsWith("data", StringComparison.Ordinal) && name != "nuget.config")
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(target, name))!);
                File.Copy(file, Path.Combine(target, name));
            }
        }

        // Where a repository ends a manifest's reach ends.
        Directory.CreateDirectory(Path.Combine(target, ".git"));
        var samples = LocalFeed.Built("SamplesFolder");
        File.WriteAllText(Path.Combine(target, "Directory.Build.props"), $"""
            <Project>
              <Import Project="{samples}/Directory.Build.props" />
              <PropertyGroup><ArtifactsPath>$(MSBuildThisFileDirectory)artifacts</ArtifactsPath></PropertyGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(target, "Directory.Packages.props"), $"""<Project><Import Project="{samples}/Directory.Packages.props" /></Project>""");
    }
}
