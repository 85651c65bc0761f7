using System.CommandLine;
using System.Globalization;
using ModelOptimizer.Pipeline;
using ModelOptimizer.Pipeline.Cache;
using ModelOptimizer.Pipeline.Locking;
using ModelOptimizer.Pipeline.Progress;
using ModelOptimizer.Pipeline.Reports;
using ModelOptimizer.Training.Runtime;

namespace ModelOptimizer.Benchmarks.Variations;

/// <summary><c>variations PLAN</c>: compresses variations of one manifest, which share the stages that they do not change, and compares them.</summary>
internal static class VariationsCommand
{
    private static readonly Argument<string> Plan = new("plan") { Description = "JSON: \"manifest\", \"seeds\", \"variations\": a JSON Merge Patch of the manifest by name." };
    private static readonly Option<string?> DataRoot = new("--data-root") { Description = "The data set's folder, instead of the manifest's data.root." };
    private static readonly Option<string[]> Only = new("--only") { Description = "The variations to run; all when absent.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<int[]> Seeds = new("--seeds") { Description = "The seeds, instead of the plan's.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<int> Threads = new("--threads") { Description = "Compute threads.", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<string> Output = new("--output") { Description = "Folder for the manifests as they are run, and their reports; relative paths in the manifest begin here.", DefaultValueFactory = _ => "artifacts/variations" };

    public static Command Create()
    {
        Command command = new("variations", "Compresses variations of one manifest with several seeds, and compares them. Goes on where it was stopped, from the cache.")
        {
            Plan, DataRoot, Only, Seeds, Threads, Output,
        };
        command.SetAction(Run);
        return command;
    }

    private static void Run(ParseResult parsed)
    {
        // Before anything of libtorch is loaded.
        ProcessTuning.Apply(parsed.GetValue(Threads));
        var plan = VariationPlan.Read(parsed.GetValue(Plan)!);
        IReadOnlyList<string> names = parsed.GetValue(Only) is { Length: > 0 } chosen ? chosen : [.. plan.Variations.Keys];
        IReadOnlyList<int> seeds = parsed.GetValue(Seeds) is { Length: > 0 } given ? given : plan.Seeds;
        if (names.FirstOrDefault(name => !plan.Variations.ContainsKey(name)) is { } unknown)
        {
            throw new InvalidDataException($"The plan has no variation '{unknown}'; it has {string.Join(", ", plan.Variations.Keys.Select(name => $"'{name}'"))}.");
        }

        var output = Directory.CreateDirectory(parsed.GetValue(Output)!).FullName;
        var runs = (from seed in seeds from name in names select new VariationRun(name, seed, Compress(plan, name, seed, output, parsed))).ToList();
        Console.Write(VariationTable.Of(runs));
    }

    private static CompressionReport Compress(VariationPlan plan, string name, int seed, string output, ParseResult parsed)
    {
        var run = Path.Combine(output, $"{name.Replace(' ', '-')}-{seed}");
        var manifest = run + ".modelopt.json";
        File.WriteAllText(manifest, plan.ManifestOf(name, seed));
        var request = new CompressionRequest(manifest)
        {
            Cache = ContentCache.DefaultRoot,
            DataRoot = parsed.GetValue(DataRoot),
            Threads = parsed.GetValue(Threads),
            Lock = LockUse.Off,
        };
        Tell($"{name}, seed {seed}");
        var artifact = new Compression(request, new StageListener(Tell)).Run(CancellationToken.None);
        var text = File.ReadAllText(artifact.Report);
        File.WriteAllText(run + ".report.json", text);
        var report = ReportJson.Read<CompressionReport>(text);
        var found = report.Verification;
        Tell(string.Create(CultureInfo.InvariantCulture, $"  {found.Baseline.Metric:0.0000} before, {found.Artifact.Metric:0.0000} after, {found.LatencyRatio:0.00} times faster"));
        return report;
    }

    private static void Tell(string text) => Console.Error.WriteLine($"{DateTime.Now.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} {text}");

    private sealed class StageListener(Action<string> tell) : IProgress<CompressionEvent>
    {
        public void Report(CompressionEvent value)
        {
            if (value is StageStarted stage)
            {
                tell($"  {stage.Message}");
            }
        }
    }
}
