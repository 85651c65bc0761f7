using System.Diagnostics;
using ModelOptimizer.Packages.Tests.Consuming;

namespace ModelOptimizer.Packages.Tests;

/// <summary>The engine holds its training for as long as the file <c>cache/hold</c> is there, or until its lifeline is cut.</summary>
public sealed class CancellationTests(LocalFeed feed)
{
    [Fact]
    public async Task Ctrl_C_lets_the_engine_end_by_itself_and_the_next_build_works()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "sends a signal to a process group");
        var (solution, build) = await BuildThatTrains();
        using (build)
        {
            await Signal("-INT", $"-{build.Id}");
            var result = (await Dotnet.Finish(build)).MustFail();
            Assert.DoesNotContain("error", result.Output);
        }

        Assert.Equal((1, 0), (solution.Stops, solution.Artifacts));
        File.Delete(solution.In("cache/hold"));
        (await solution.Build()).MustSucceed();
        Assert.Equal(1, solution.Artifacts);
    }

    [Fact]
    public async Task An_engine_ends_by_itself_when_its_build_is_killed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "sends a signal");
        var (solution, build) = await BuildThatTrains();
        using (build)
        {
            await Signal("-KILL", $"{build.Id}");
            (await Dotnet.Finish(build)).MustFail();
        }

        await Until(() => solution.Stops == 1);
        Assert.Equal(0, solution.Artifacts);
    }

    [Fact]
    public async Task A_build_that_takes_too_long_ends_with_an_error_that_says_so()
    {
        var solution = feed.NewSolution().WithLibrary().With("cache/hold", "");
        var output = (await solution.Build("Lib", "-p:ModelCompressionTimeout=00:00:01")).MustFail().Output;
        Assert.Contains("error MOPT0003: The engine did not end within 00:00:01; its progress is saved", output);
        Assert.Equal(0, solution.Artifacts);
    }

    private async Task<(Solution Solution, Process Build)> BuildThatTrains()
    {
        var solution = feed.NewSolution().WithLibrary().With("cache/hold", "");
        var build = Dotnet.StartGroup(solution.In("Lib"), "build", "-nr:false", "-m:1", "-tl:off");
        await Until(() => solution.Trainings == 1);
        return (solution, build);
    }

    private static async Task Signal(string signal, string target)
    {
        using var kill = Process.Start("kill", [signal, "--", target]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    private static async Task Until(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!condition())
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
