using System.IO.Compression;
using ModelOptimizer.Packages.Tests.Consuming;

namespace ModelOptimizer.Packages.Tests;

public sealed class PackageTests(LocalFeed feed)
{
    private const string PortableTask = "tasks/netstandard2.0/ModelOptimizer.MSBuild.dll";

    /// <summary>What is there only in a release build on a machine whose feed serves the ahead-of-time compiler.</summary>
    private static string[] AheadOfTime =>
        LocalFeed.Built("Configuration") == "Release" && LocalFeed.Built("CrossgenBinding") == "Package" ? ["tasks/linux-x64/ModelOptimizer.MSBuild.dll"] : [];

    [Fact]
    public void The_package_has_these_files_and_no_others()
    {
        using var package = ZipFile.OpenRead(feed.PackageFile);
        string[] plumbing = ["_rels/", "package/", "[Content_Types].xml"];
        Assert.Equal(
            [
                "ModelOptimizer.MSBuild.nuspec",
                "README.md",
                "build/ModelCompression.proj",
                "build/ModelOptimizer.MSBuild.props",
                "build/ModelOptimizer.MSBuild.targets",
                "buildMultiTargeting/ModelOptimizer.MSBuild.targets",
                .. AheadOfTime,
                PortableTask,
            ],
            package.Entries.Select(entry => entry.FullName).Where(name => !plumbing.Any(name.StartsWith)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_build_takes_the_task_that_is_compiled_for_its_platform_if_there_is_one()
    {
        var solution = feed.NewSolution("task").WithLibrary();
        (await solution.Run("Lib", "restore")).MustSucceed();

        var task = (await solution.Run("Lib", "msbuild", "-getProperty:_ModelCompressionTaskAssembly")).MustSucceed().Answer.Trim();

        Assert.EndsWith(AheadOfTime.SingleOrDefault(PortableTask), task, StringComparison.Ordinal);
    }

    [Fact]
    public void The_package_without_the_engine_is_small() => Assert.InRange(new FileInfo(feed.PackageFile).Length, 1, 1_000_000);

    [Fact]
    public void The_package_is_a_development_dependency_without_dependencies()
    {
        using var package = ZipFile.OpenRead(feed.PackageFile);
        using var reader = new StreamReader(package.GetEntry("ModelOptimizer.MSBuild.nuspec")!.Open());
        var nuspec = reader.ReadToEnd();
        Assert.Contains("<developmentDependency>true</developmentDependency>", nuspec);
        Assert.DoesNotContain("<dependency ", nuspec);
    }

    [Fact]
    public void The_task_assembly_needs_nothing_but_MSBuild() => Assert.All(
        typeof(MSBuild.CompressModel).Assembly.GetReferencedAssemblies(),
        reference => Assert.Contains(reference.Name, (string[])["netstandard", "Microsoft.Build.Framework", "Microsoft.Build.Utilities.Core"]));
}
