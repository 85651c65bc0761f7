using ModelOptimizer.Packages.Tests.Consuming;

namespace ModelOptimizer.Packages.Tests;

public sealed class DiagnosticTests(LocalFeed feed)
{
    [Fact]
    public async Task A_manifest_that_is_not_JSON_is_an_error_at_its_line_and_column()
    {
        var solution = feed.NewSolution().WithLibrary(manifest: "{\n  \"model\": { \"zoo\" \"yolov4-tiny\" }\n}\n");
        var result = (await solution.Build()).MustFail();
        Assert.Contains($"{solution.In("Lib/arena.modelopt.json")}(2,20): error MOPT1002: The manifest is not valid: ':' is expected here", result.Output);
        Assert.Equal(0, solution.Starts);
    }

    [Fact]
    public async Task An_engine_s_diagnostic_is_an_error_at_its_line_and_column()
    {
        var solution = feed.NewSolution().WithLibrary(manifest: """{ "fake": "bad-value" }""");
        var result = (await solution.Build()).MustFail();
        Assert.Contains($"{solution.In("Lib/arena.modelopt.json")}(3,7): error MOPT1007: 'epochs' must be", result.Output);
        Assert.DoesNotContain("MOPT0001", result.Output);
        Assert.DoesNotContain("MSB4181", result.Output);
    }

    [Fact]
    public async Task A_crash_without_a_diagnostic_is_an_error_with_the_engine_s_last_words_and_its_log()
    {
        var solution = feed.NewSolution().WithLibrary(manifest: """{ "fake": "crash" }""");
        var output = (await solution.Build()).MustFail().Output;
        Assert.Matches(@"arena\.modelopt\.json : error MOPT0001: The engine ended with code 139 and did not say why\. a native fault \(Log: .*\.log\)", output);
        Assert.Contains(solution.In("cache/"), output);
        Assert.Equal(0, solution.Artifacts);
    }

    [Fact]
    public async Task An_engine_that_the_system_kills_is_an_error_that_names_the_likely_reason()
    {
        var solution = feed.NewSolution().WithLibrary(manifest: """{ "fake": "killed" }""");
        Assert.Contains("error MOPT0001: The engine ended with code 137 and did not say why; the system killed it, as a rule for want of memory", (await solution.Build()).MustFail().Output);
    }

    [Fact]
    public async Task A_crash_before_the_engine_has_a_log_leaves_a_log_too()
    {
        var solution = feed.NewSolution().WithLibrary(manifest: """{ "fake": "early-crash" }""");
        var output = (await solution.Build()).MustFail().Output;
        var log = System.Text.RegularExpressions.Regex.Match(output, @"error MOPT0001: .*the runtime is broken \(Log: (.*?)\)").Groups[1].Value;
        Assert.Contains("the runtime is broken", await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken));
        File.Delete(log);
    }

    [Fact]
    public async Task What_a_library_prints_is_no_error_and_a_warning_is_a_warning_unless_the_project_says_otherwise()
    {
        var solution = feed.NewSolution().WithLibrary(manifest: """{ "fake": "junk warning" }""");
        var output = (await solution.Build()).MustSucceed().Output;
        Assert.DoesNotContain("foo : error bar", output);
        Assert.Contains("arena.modelopt.json(2,3): warning MOPT1010: 3 images have no objects.", output);

        // The warning comes with the training; each build below has a cache of its own.
        Assert.DoesNotContain("MOPT1010", (await solution.Build("Lib", "-p:ModelCompressionCacheDirectory=../second", "-p:NoWarn=MOPT1010")).MustSucceed().Output);
        Assert.Contains("error MOPT1010", (await solution.Build("Lib", "-p:ModelCompressionCacheDirectory=../third", "-p:MSBuildTreatWarningsAsErrors=true")).MustFail().Output);
    }

    [Fact]
    public async Task The_build_s_own_checks_find_nothing_but_the_environment_variable_that_names_dotnet()
    {
        var solution = feed.NewSolution().WithLibrary(frameworks: "net10.0;netstandard2.0");
        var output = (await solution.Build("Lib", "-check")).MustSucceed().Output;
        var found = System.Text.RegularExpressions.Regex.Matches(output, "BC[0-9]{4}").Select(match => match.Value).Distinct();
        Assert.Empty(found.Except(["BC0103"]));
    }

    [Fact]
    public async Task A_newer_runtime_than_the_engine_was_made_for_will_do()
    {
        var solution = feed.NewSolution().WithLibrary();
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, "FakeEngine.*"))
        {
            solution.With($"engine/{Path.GetFileName(file)}", "");
            File.Copy(file, solution.In($"engine/{Path.GetFileName(file)}"), overwrite: true);
        }

        var settings = await File.ReadAllTextAsync(solution.In("engine/FakeEngine.runtimeconfig.json"), TestContext.Current.CancellationToken);
        solution.With("engine/FakeEngine.runtimeconfig.json", System.Text.RegularExpressions.Regex.Replace(settings, "\"version\": \".*?\"", "\"version\": \"3.1.0\""));
        (await solution.Build("Lib", "-p:ModelCompressionToolPath=../engine/FakeEngine.dll")).MustSucceed();
        Assert.Equal(1, solution.Trainings);

        // The tool itself says so too, for those who start it without a build.
        var own = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "modelopt.runtimeconfig.json"), TestContext.Current.CancellationToken);
        Assert.Contains("\"rollForward\": \"Major\"", own);
    }

    [Fact]
    public async Task A_missing_engine_is_an_error_that_says_where_it_was_sought()
    {
        var solution = feed.NewSolution().WithLibrary();
        var output = (await solution.Build("Lib", "-p:ModelCompressionToolPath=nowhere.dll")).MustFail().Output;
        Assert.Contains($"error MOPT0002: The engine is not at '{solution.In("Lib/nowhere.dll")}'", output);
    }

    [Theory]
    [InlineData("-p:ModelCompressionMode=Sometimes", "error MOPT0005: ModelCompressionMode is 'Sometimes'")]
    [InlineData("-p:ModelCompressionLock=Sometimes", "error MOPT0005: ModelCompressionLock is 'Sometimes'")]
    [InlineData("-p:ModelCompressionTimeout=30", "error MOPT0005: ModelCompressionTimeout is '30'")]
    [InlineData("-p:ModelCompressionThreads=all", "error MOPT0005: ModelCompressionThreads is 'all'")]
    public async Task A_property_with_an_impossible_value_is_an_error(string property, string error)
    {
        var solution = feed.NewSolution().WithLibrary();
        Assert.Contains(error, (await solution.Build("Lib", property)).MustFail().Output);
    }
}
