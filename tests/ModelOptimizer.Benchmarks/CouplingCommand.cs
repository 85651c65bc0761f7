using System.CommandLine;
using System.Text.Json;

namespace ModelOptimizer.Benchmarks;

/// <summary><c>coupling</c>: whether following channels stays linear in the length of a chain.</summary>
internal static class CouplingCommand
{
    public static Command Create()
    {
        var runs = new Option<int>("--runs") { Description = "Runs of each, of which the best counts.", DefaultValueFactory = _ => 5 };
        var json = new Option<bool>("--json") { Description = "Print one line of JSON." };
        var command = new Command("coupling", "Measures the analysis of chains of 100, 1,000 and 10,000 layers.") { runs, json };
        command.SetAction(result =>
        {
            var times = CouplingBenchmark.Run(result.GetValue(runs));
            var growth = times.GroupBy(time => time.Chain).ToDictionary(chain => chain.Key, chain => Math.Round(chain.Last().Microseconds / chain.First().Microseconds, 2));
            Console.WriteLine(result.GetValue(json)
                ? JsonSerializer.Serialize(new { microsecondsPerLayer = times, ratioLongestToShortest = growth }, JsonSerializerOptions.Web)
                : string.Join('\n', [.. times, .. growth.Select(chain => $"{chain.Key}: a layer of the longest chain takes {chain.Value} times what one of the shortest does")]));
        });
        return command;
    }
}
