using System.CommandLine;
using System.Globalization;
using ModelOptimizer.Pipeline.Models;
using ModelOptimizer.Pipeline.Reports;
using ModelOptimizer.Pipeline.Verification;
using ModelOptimizer.Tool.Rendering;

namespace ModelOptimizer.Tool.Commands;

/// <summary><c>modelopt bench FIRST SECOND</c>: the latency of two models, measured in turns.</summary>
internal static class BenchCommand
{
    private const int DefaultRuns = 100;

    private static readonly Argument<string> First = CommonOptions.Model("FIRST");
    private static readonly Argument<string> Second = CommonOptions.Model("SECOND");
    private static readonly Option<string[]> Set = CommonOptions.Set();
    private static readonly Option<int?> Runs = CommonOptions.Positive(new("--runs") { Description = $"Measured runs of each model [default: {DefaultRuns}].", HelpName = "N" });
    private static readonly Option<int?> Threads = CommonOptions.Threads();
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Create()
    {
        Command command = new("bench", "Compare the latency of two models in ONNX Runtime, measured in turns on one image of noise.") { First, Second, Set, Runs, Threads, Json };
        command.SetAction(parsed => Verb.Run(parsed, (_, cancellation) => Run(parsed, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var (first, second) = (parsed.GetValue(First)!, parsed.GetValue(Second)!);
        var comparison = LatencyComparison.Measure(Load(parsed, first), Load(parsed, second), parsed.GetValue(Runs) ?? DefaultRuns, parsed.GetValue(Threads), cancellation);
        if (parsed.GetValue(Json))
        {
            Console.WriteLine(ReportJson.Write(new
            {
                SchemaVersion = 1,
                First = Document(first, comparison.First),
                Second = Document(second, comparison.Second),
                comparison.Ratio,
                comparison.Threads,
            }));
            return ExitCodes.Success;
        }

        Columns.Write(Console.Out,
        [
            ["model", "median (ms)", "fastest (ms)"],
            [first, Number(comparison.First.MedianMilliseconds), Number(comparison.First.FastestMilliseconds)],
            [second, Number(comparison.Second.MedianMilliseconds), Number(comparison.Second.FastestMilliseconds)],
        ]);
        Console.WriteLine($"ratio of the medians {Number(comparison.Ratio)} ({comparison.First.Runs} runs of each in turns, {comparison.Threads} threads)");
        return ExitCodes.Success;
    }

    // Zoo options are for zoo models; of a file and a zoo model, only one has them.
    private static Graph.ModelGraph Load(ParseResult parsed, string model) =>
        ModelArgument.Load(model, ModelArgument.IsZoo(model) ? parsed.GetValue(Set)! : []).Graph;

    private static object Document(string model, Latency latency) => new { Model = model, latency.MedianMilliseconds, latency.FastestMilliseconds, latency.Runs };

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
