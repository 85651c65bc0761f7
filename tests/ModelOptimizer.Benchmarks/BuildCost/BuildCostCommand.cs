using System.CommandLine;

namespace ModelOptimizer.Benchmarks.BuildCost;

/// <summary>What the package adds to <c>dotnet build</c>: <c>build-cost --pairs 21</c>.</summary>
internal static class BuildCostCommand
{
    public static Command Create()
    {
        var repository = new Option<DirectoryInfo>("--repository") { Description = "The checkout, built for release.", DefaultValueFactory = _ => new(Environment.CurrentDirectory) };
        var manifest = new Option<FileInfo?>("--manifest") { Description = "The manifest [default: one of a tiny data set, trained first]." };
        var cache = new Option<DirectoryInfo?>("--cache") { Description = "The cache [default: the user's; without --manifest one that is thrown away]." };
        var pairs = new Option<int>("--pairs") { Description = "Pairs of builds for each figure.", DefaultValueFactory = _ => 21 };
        var command = new Command("build-cost", "Builds two copies of a console project in turns, one with the package and a model, and prints what the package adds.") { repository, manifest, cache, pairs };
        command.SetAction(result =>
        {
            using var trial = new BuildTrial(result.GetValue(repository)!.FullName, result.GetValue(manifest)?.FullName, result.GetValue(cache)?.FullName);
            Console.WriteLine(trial.Measure("no-op build", result.GetValue(pairs), _ => { }));
            Console.WriteLine(trial.Measure("cached model, clean folder", result.GetValue(pairs), ConsoleProject.Clean));
        });
        return command;
    }
}
