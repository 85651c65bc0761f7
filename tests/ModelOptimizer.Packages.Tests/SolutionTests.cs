using ModelOptimizer.Packages.Tests.Consuming;

namespace ModelOptimizer.Packages.Tests;

public sealed class SolutionTests(LocalFeed feed)
{
    private const string SharedManifest = """Include="../shared.modelopt.json" """;

    [Fact]
    public async Task Two_projects_with_the_same_manifest_start_the_engine_once_even_in_an_isolated_graph()
    {
        var solution = feed.NewSolution().With("shared.modelopt.json", Solution.Manifest);
        solution.WithLibrary("First", item: SharedManifest);
        solution.WithLibrary("Second", frameworks: "net10.0;netstandard2.0", item: SharedManifest);
        solution.With("All/All.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><WithoutPackage>true</WithoutPackage></PropertyGroup>
              <ItemGroup><ProjectReference Include="../First/First.csproj;../Second/Second.csproj" /></ItemGroup>
            </Project>
            """);
        (await solution.Run("All", "restore")).MustSucceed();
        (await solution.Build("All", "--no-restore", "-graph", "-isolate")).MustSucceed();
        Assert.Equal((1, 1), (solution.Starts, solution.Trainings));
    }

    [Fact]
    public async Task Two_builds_at_once_train_once_and_both_succeed()
    {
        var solution = feed.NewSolution().With("shared.modelopt.json", Solution.Manifest);
        solution.WithLibrary("First", item: SharedManifest);
        solution.WithLibrary("Second", item: SharedManifest);
        var results = await Task.WhenAll(
            Dotnet.Run(solution.In("First"), "build", "-nr:false", "-m:1"),
            Dotnet.Run(solution.In("Second"), "build", "-nr:false", "-m:1"));
        Assert.All(results, result => result.MustSucceed());
        Assert.Equal(1, solution.Trainings);
    }

    [Fact]
    public async Task Two_manifests_of_a_project_and_those_of_projects_built_in_parallel_are_each_made_once()
    {
        var solution = feed.NewSolution()
            .With("Both/first.modelopt.json", Solution.Manifest).With("Both/second.modelopt.json", Solution.Manifest + "\n");
        solution.WithLibrary("Both", item: """Include="first.modelopt.json;second.modelopt.json" """);
        solution.WithLibrary("Other", manifest: Solution.Manifest + "\n\n");
        solution.With("All/All.proj", """
            <Project>
              <ItemGroup><Member Include="../Both/Both.csproj;../Other/Other.csproj" /></ItemGroup>
              <Target Name="Build"><MSBuild Projects="@(Member)" Targets="Build" BuildInParallel="true" /></Target>
              <Target Name="Restore"><MSBuild Projects="@(Member)" Targets="Restore" /></Target>
            </Project>
            """);
        (await Dotnet.Run(solution.In("All"), "msbuild", "-restore", "-t:Build", "-nr:false", "-m:2")).MustSucceed();
        Assert.Equal((3, 3, 3), (solution.Starts, solution.Trainings, solution.Artifacts));
        string[] names = ["Both.FirstModel", "Both.SecondModel", "Other.ArenaModel"];
        var models = names.Select(name => EmbeddedModel.Of(solution.In($"{name.Split('.')[0]}/bin/Debug/net10.0/{name.Split('.')[0]}.dll"), name).Text);
        Assert.Equal(3, models.Distinct().Count());
    }

    [Fact]
    public async Task Publishing_for_a_runtime_trains_once_and_publishing_without_one_then_not_at_all()
    {
        var solution = feed.NewSolution().WithLibrary(frameworks: "net10.0;netstandard2.0");
        (await solution.Run("Lib", "publish", "-f", "net10.0", "--use-current-runtime", "--no-self-contained")).MustSucceed();
        Assert.Equal(1, solution.Trainings);
        (await solution.Run("Lib", "publish", "-f", "net10.0")).MustSucceed();
        (await solution.Run("Lib", "build")).MustSucceed();
        Assert.Equal(1, solution.Trainings);
    }

    [Fact]
    public async Task An_application_neither_gets_the_package_from_its_library_nor_trains()
    {
        var solution = feed.NewSolution().WithLibrary();
        solution.With("App/Program.cs", "").With("App/App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><WithoutPackage>true</WithoutPackage></PropertyGroup>
              <ItemGroup><ProjectReference Include="../Lib/Lib.csproj" /></ItemGroup>
            </Project>
            """);
        (await solution.Build("App")).MustSucceed();
        Assert.Equal(1, solution.Starts);
        Assert.DoesNotContain("modeloptimizer.msbuild", await File.ReadAllTextAsync(solution.In("App/obj/App.csproj.nuget.g.targets"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_model_that_is_not_embedded_lies_beside_the_application_in_every_output()
    {
        var solution = feed.NewSolution().WithLibrary(
            item: """Include="arena.modelopt.json" Embed="false" Visibility="public" Namespace="Robots" """);
        (await solution.Build()).MustSucceed();
        Assert.True(EmbeddedModel.TypeOf(solution.In("Lib/bin/Debug/net10.0/Lib.dll"), "Robots.ArenaModel").IsPublic);
        (await solution.Run("Lib", "publish", "--no-build", "-c", "Debug", "-o", solution.In("published"))).MustSucceed();
        Assert.Equal(1, solution.Starts);
        string[] files = ["arena.onnx", "arena.report.json"];
        Assert.All(files, file => Assert.True(File.Exists(solution.In($"Lib/bin/Debug/net10.0/{file}"))));
        Assert.All(files, file => Assert.True(File.Exists(solution.In($"published/{file}"))));
    }

    [Fact]
    public async Task F_sharp_gets_the_model_as_a_file_and_an_error_that_says_so()
    {
        var solution = feed.NewSolution().With("Lib/arena.modelopt.json", Solution.Manifest).With("Lib/Lib.fs", "module Lib").With("Lib/Lib.fsproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup>
                <Compile Include="Lib.fs" />
                <ModelCompression Include="arena.modelopt.json" Embed="$(Embed)" />
              </ItemGroup>
            </Project>
            """);
        Assert.Contains("error MOPT0004: There is no accessor for F#", (await solution.Build("Lib", "-p:Embed=true")).MustFail().Output);
        (await solution.Build("Lib", "-p:Embed=false")).MustSucceed();
        Assert.True(File.Exists(solution.In("Lib/bin/Debug/net10.0/arena.onnx")));
    }

    [Fact]
    public async Task Visual_Basic_gets_the_model_as_a_file_and_an_error_that_says_so()
    {
        var solution = feed.NewSolution().With("Lib/arena.modelopt.json", Solution.Manifest).With("Lib/Lib.vbproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><ModelCompression Include="arena.modelopt.json" Embed="$(Embed)" /></ItemGroup>
            </Project>
            """);
        Assert.Contains("error MOPT0004: There is no accessor for VB", (await solution.Build("Lib", "-p:Embed=true")).MustFail().Output);
        (await solution.Build("Lib", "-p:Embed=false")).MustSucceed();
        Assert.True(File.Exists(solution.In("Lib/bin/Debug/net10.0/arena.onnx")));
    }
}
