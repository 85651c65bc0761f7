using System.CommandLine;
using ModelOptimizer.Tests.Hostile;
using ModelOptimizer.Tests.Hostile.Cache;
using ModelOptimizer.Tests.Hostile.Darknet;
using ModelOptimizer.Tests.Hostile.Data;
using ModelOptimizer.Tests.Hostile.Manifests;
using ModelOptimizer.Tests.Hostile.Onnx;

namespace ModelOptimizer.Benchmarks;

/// <summary>Reads damaged inputs for longer than the tests do: <c>fuzz --kind onnx --cases 1000000 --seed 7</c>.</summary>
internal static class FuzzCommand
{
    private static readonly Dictionary<string, Func<HostileInput>> Kinds = new(StringComparer.Ordinal)
    {
        ["onnx"] = () => new HostileOnnx(),
        ["manifest"] = () => new HostileManifest(),
        ["lock"] = () => new HostileLock(),
        ["seal"] = () => new HostileSeal(),
        ["annotation"] = () => new HostileAnnotation(),
        ["list"] = () => new HostileList(),
        ["image"] = () => new HostileImage(),
        ["cfg"] = () => new HostileCfg(),
        ["weights"] = () => new HostileWeights(),
    };

    public static Command Create()
    {
        var kind = new Option<string>("--kind") { Description = "What to read.", Required = true };
        kind.AcceptOnlyFromAmong([.. Kinds.Keys]);
        var cases = new Option<long>("--cases") { Description = "How many cases.", DefaultValueFactory = _ => 100_000 };
        var seed = new Option<int>("--seed") { Description = "Seed of all cases.", DefaultValueFactory = _ => 1 };
        var from = new Option<long>("--from") { Description = "Number of the first case.", DefaultValueFactory = _ => 0 };
        var save = new Option<string?>("--save") { Description = "Write the input of the first case to this file and read nothing." };
        var command = new Command("fuzz", "Reads damaged files; prints seed and number of each case that is not read or refused as documented.") { kind, cases, seed, from, save };
        command.SetAction(result =>
        {
            using var input = Kinds[result.GetValue(kind)!]();
            var run = new HostileRun(input, result.GetValue(seed));
            if (result.GetValue(save) is { } path)
            {
                File.WriteAllBytes(path, run.Case(result.GetValue(from)));
                return 0;
            }

            var findings = run.Run(result.GetValue(from), result.GetValue(cases));
            foreach (var finding in findings)
            {
                Console.WriteLine(finding);
            }

            Console.WriteLine(FormattableString.Invariant($"{input.Kind}: {result.GetValue(cases)} cases of seed {result.GetValue(seed)}, {run.Refused} refused, {findings.Count} findings"));
            return findings.Count == 0 ? 0 : 1;
        });
        return command;
    }
}
