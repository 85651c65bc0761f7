using System.Text.Json;
using ModelOptimizer.Packages.Tests.Consuming;

namespace ModelOptimizer.Packages.Tests;

public sealed class ModeTests(LocalFeed feed)
{
    [Fact]
    public async Task A_design_time_build_starts_nothing_and_knows_the_accessor()
    {
        var solution = feed.NewSolution().WithLibrary();
        var result = (await solution.Run(
            "Lib",
            "msbuild", "-restore", "-t:Compile;ContentFilesProjectOutputGroup", "-getItem:Compile",
            "-p:DesignTimeBuild=true", "-p:BuildingInsideVisualStudio=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true"))
            .MustSucceed();
        using var items = JsonDocument.Parse(result.Output);
        var sources = items.RootElement.GetProperty("Items").GetProperty("Compile").EnumerateArray().Select(item => item.GetProperty("FullPath").GetString()!);
        Assert.Contains(sources, source => source.EndsWith("Lib.ArenaModel.g.cs", StringComparison.Ordinal) && File.Exists(source));
        Assert.Equal(0, solution.Starts);
    }

    [Theory]
    [InlineData("-t:BuildOnlySettings;AssignTargetPaths", "-p:Any=thing", 1)]
    [InlineData("-t:BuildOnlySettings;AssignTargetPaths", "-p:DesignTimeBuild=true", 0)]
    [InlineData("-t:BuildOnlySettings;AssignTargetPaths", "-p:SkipCompilerExecution=true", 0)]
    [InlineData("-t:BuildOnlySettings;AssignTargetPaths", "-p:BuildingForLiveUnitTesting=true", 0)]
    [InlineData("-t:BuildOnlySettings;AssignTargetPaths", "-p:NoBuild=true", 0)]
    [InlineData("-t:AssignTargetPaths", "-p:BuildingProject=false", 0)]
    [InlineData("-t:AssignTargetPaths", "-p:Any=thing", 0)]
    public async Task A_build_that_only_asks_questions_starts_nothing(string target, string property, int starts)
    {
        var solution = feed.NewSolution().WithLibrary();
        (await solution.Run("Lib", "msbuild", "-restore", target, property)).MustSucceed();
        Assert.Equal(starts, solution.Starts);
    }

    [Fact]
    public async Task The_temporary_project_of_a_markup_compiler_starts_nothing()
    {
        var solution = feed.NewSolution().WithLibrary("Lib_1a2b3c_wpftmp");
        (await solution.Build("Lib_1a2b3c_wpftmp")).MustSucceed();
        Assert.Equal(0, solution.Starts);
    }

    [Fact]
    public async Task An_editor_is_told_what_the_build_depends_on()
    {
        var solution = feed.NewSolution().WithLibrary();
        (await solution.Run("Lib", "restore")).MustSucceed();
        var result = (await solution.Run(
            "Lib", "msbuild", "-getItem:UpToDateCheckInput,Watch,AvailableItemName,GraphIsolationExemptReference,None,Content,ModelCompression")).MustSucceed();
        using var document = JsonDocument.Parse(result.Answer);
        var items = document.RootElement.GetProperty("Items");
        IEnumerable<string> Of(string name) => items.GetProperty(name).EnumerateArray().Select(item => Path.GetFileName(item.GetProperty("Identity").GetString()!));
        Assert.Contains("arena.modelopt.json", Of("UpToDateCheckInput"));
        Assert.Contains("arena.modelopt.json", Of("Watch"));
        Assert.Contains("ModelCompression", Of("AvailableItemName"));
        Assert.Contains("ModelCompression.proj", Of("GraphIsolationExemptReference"));
        Assert.DoesNotContain("arena.modelopt.json", Of("None").Concat(Of("Content")));
        Assert.Equal("MSBuild:GenerateModelAccessors", items.GetProperty("ModelCompression")[0].GetProperty("Generator").GetString());
    }

    [Fact]
    public async Task An_editor_is_told_of_the_lists_of_images_too()
    {
        var solution = feed.NewSolution()
            .WithLibrary(properties: """</PropertyGroup><Target Name="CollectUpToDateCheckInputDesignTime" /><PropertyGroup>""")
            .With("Lib/data/ImageSets/Main/train.txt", "1").With("Lib/data/ImageSets/Main/val.txt", "2").With("Lib/data/ImageSets/Main/other.txt", "3");
        (await solution.Run("Lib", "restore")).MustSucceed();
        var result = (await solution.Run(
            "Lib", "msbuild", "-t:CollectUpToDateCheckInputDesignTime", "-getItem:UpToDateCheckInput", "-p:DesignTimeBuild=true")).MustSucceed();
        using var document = JsonDocument.Parse(result.Answer);
        var inputs = document.RootElement.GetProperty("Items").GetProperty("UpToDateCheckInput").EnumerateArray().Select(item => Path.GetFileName(item.GetProperty("Identity").GetString()!));
        Assert.Equal(["arena.modelopt.json", "train.txt", "val.txt"], inputs.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_project_s_own_targets_run_before_and_after_compression()
    {
        var solution = feed.NewSolution().WithLibrary(properties: """
            </PropertyGroup>
            <Target Name="Fetch" BeforeTargets="BeforeModelCompression"><Message Importance="High" Text="before: fetch" /></Target>
            <Target Name="Show" AfterTargets="AfterModelCompression"><Message Importance="High" Text="after: @(_ModelArtifact->Count())" /></Target>
            <PropertyGroup>
            """);
        var output = (await solution.Build()).MustSucceed().Output;
        int[] places = [.. new[] { "before: fetch", "train: 30 epochs", "after: 1" }.Select(text => output.IndexOf(text, StringComparison.Ordinal))];
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public async Task A_manifest_in_the_making_does_not_fail_a_design_time_build()
    {
        var solution = feed.NewSolution().WithLibrary(manifest: """{ "model": """);
        var result = (await solution.Run("Lib", "msbuild", "-restore", "-t:Compile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true")).MustSucceed();
        Assert.Contains("warning MOPT1002", result.Output);
    }

    [Fact]
    public async Task A_CI_build_does_not_train_but_names_the_key()
    {
        var solution = feed.NewSolution().WithLibrary();
        var output = (await solution.Build("Lib", "-p:ContinuousIntegrationBuild=true")).MustFail().Output;
        Assert.Matches("error MOPT3001: The artifact [0-9a-f]{64} is not in the cache", output);
        Assert.DoesNotContain("compressing", output);
        Assert.Equal(0, solution.Trainings);
    }

    [Fact]
    public async Task Off_starts_nothing_and_the_accessor_says_so()
    {
        var solution = feed.NewSolution().WithLibrary();
        (await solution.Build("Lib", "-p:ModelCompressionMode=Off")).MustSucceed();
        var problem = Assert.ThrowsAny<Exception>(() => EmbeddedModel.Of(solution.In("Lib/bin/Debug/net10.0/Lib.dll")));
        Assert.Contains("ModelCompressionMode=Off", problem.InnerException!.Message);
        Assert.Equal(0, solution.Starts);
    }

    [Fact]
    public async Task Skipping_keeps_the_last_model()
    {
        var solution = feed.NewSolution().WithLibrary();
        (await solution.Build()).MustSucceed();
        var model = EmbeddedModel.Of(solution.In("Lib/bin/Debug/net10.0/Lib.dll")).Text;
        solution.With("Lib/arena.modelopt.json", Solution.Manifest + "\n").With("Lib/More.cs", "class More;");
        (await solution.Build("Lib", "-p:ModelCompressionSkip=true")).MustSucceed();
        Assert.Equal((1, model), (solution.Starts, EmbeddedModel.Of(solution.In("Lib/bin/Debug/net10.0/Lib.dll")).Text));
    }

    [Fact]
    public async Task Settings_reach_the_engine()
    {
        var solution = feed.NewSolution().WithLibrary(item: """Include="arena.modelopt.json" DataRoot="../some data" """);
        (await solution.Build("Lib", "-p:ModelCompressionDevice=cpu", "-p:ModelCompressionThreads=3", "-p:ModelCompressionTimeout=01:00:00")).MustSucceed();
        Assert.Equal(
            [
                "compress", solution.In("Lib/arena.modelopt.json"), "--protocol", "json", "--mode", "auto",
                "--cache", solution.In("cache"), "--device", "cpu", "--threads", "3", "--data-root", solution.In("some data"),
            ],
            solution.Lines("starts").Single().Split('\t'));
    }

    [Theory]
    [InlineData("../shared cache", "shared cache")]
    [InlineData("https://cache.example.com/a%253Bb", null)]
    public async Task Lock_file_and_shared_cache_are_settings_too(string shared, string? folder)
    {
        var solution = feed.NewSolution().WithLibrary();
        (await solution.Build("Lib", "-p:ModelCompressionLock=Update", "-p:ModelCompressionPush=true", $"-p:ModelCompressionSharedCache={shared}")).MustSucceed();
        Assert.Equal(
            ["--shared-cache", folder is null ? "https://cache.example.com/a%3Bb" : solution.In(folder), "--lock", "update", "--push"],
            solution.Lines("starts").Single().Split('\t')[8..]);
    }

    [Fact]
    public async Task A_build_of_several_threads_makes_the_models_too()
    {
        var solution = feed.NewSolution().WithLibrary(frameworks: "net10.0;netstandard2.0");
        (await solution.Build("Lib", "-mt")).MustSucceed();
        Assert.Equal((1, 1), (solution.Starts, solution.Trainings));
        Assert.NotEmpty(EmbeddedModel.Of(solution.In("Lib/bin/Debug/net10.0/Lib.dll")).Text);
    }

    [Fact]
    public async Task Models_can_be_made_without_building()
    {
        var solution = feed.NewSolution().WithLibrary(frameworks: "net10.0;netstandard2.0");
        (await solution.Run("Lib", "msbuild", "-restore", "-t:CompressModels")).MustSucceed();
        Assert.Equal(1, solution.Starts);
        var output = (await solution.Run("Lib", "msbuild", "-t:PrintModelCompressionKey")).MustSucceed().Output;
        Assert.Contains($"key {Path.GetFileName(Directory.GetDirectories(solution.In("cache/artifacts")).Single())}", output);
        Assert.Equal(1, solution.Trainings);
        Assert.False(Directory.Exists(solution.In("Lib/bin")));
    }
}
