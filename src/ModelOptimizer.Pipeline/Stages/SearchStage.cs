using System.Globalization;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Models;
using ModelOptimizer.Pipeline.Verification;
using ModelOptimizer.Pruning;
using ModelOptimizer.Pruning.Criteria;
using ModelOptimizer.Pruning.Surgery;
using ModelOptimizer.Search;
using ModelOptimizer.Search.Spaces;
using Budget = ModelOptimizer.Pruning.Selection.Budget;

namespace ModelOptimizer.Pipeline.Stages;

/// <summary>The prune stage whose method is a search: finds out which blocks and channels leave by judging candidates, and cuts the best one.</summary>
internal sealed class SearchStage(ManifestFile file, PruneOptions options, StageTraining training, int? threads, WorkerProgram? worker) : IStage
{
    private readonly SearchOptions search = options.Search ?? new();

    public string Name => "prune";

    public int Revision => 2;

    public string Describe() => string.Create(CultureInfo.InvariantCulture, $"search over {search.Rollouts} candidates{Wanted()}");

    public void AddTo(KeyBuilder key)
    {
        key.Add("options", ManifestText.Normalise(options with { Search = search.Decisive }));
        training.AddDataTo(key);
    }

    public StageResult Run(StageContext context)
    {
        try
        {
            var graph = context.Input();
            var limits = new SearchLimits(
                Limit(options.Budget.Parameters), Limit(options.Budget.Macs),
                options.Budget.Bytes is { } size ? Budget.AtMost(size.Bytes) : null,
                options.Budget.Latency is { } latency ? Budget.AtMost(latency.Milliseconds) : null);
            var pruning = new PruningOptions
            {
                Criterion = PruningCriteria.Find(ManifestShape.Name(options.Criterion), new CriterionOptions { Seed = file.Manifest.Seed, Cpmc = options.Cpmc }),
                Aggregation = options.Aggregation,
                Include = options.Include,
                Exclude = options.Exclude,
                RoundTo = options.RoundTo,
                MinimumKept = options.MinimumKept,
            };
            var setup = training.Rollouts(SearchEngine.ModelIn(context.WorkFolder), search.Rollout);
            var engine = new SearchEngine(context.WorkFolder, search, pruning, limits, worker);
            var result = engine.Run(graph, setup, file.Manifest.Seed, (done, _, where) => context.Progress.Report(done, where), context.Cancellation);
            var difference = SurgeryCheck.Require(graph, result.Plan, ChannelSurgery.Apply(graph, result.Plan), threads).MaxRelativeDifference;
            var found = result.Record.Strategies[0];
            var best = found.Points[found.Best!.Value];
            return new(CutWeights.Choose(options.Weights, result.Graph, file.Manifest.Seed))
            {
                Files = new Dictionary<string, string> { ["plan.json"] = result.Plan.ToJson(), [SearchEngine.Document] = result.Record.ToJson() },
                Details = new Dictionary<string, string>
                {
                    ["parameters"] = Change(result.Plan.Before.Parameters, result.Plan.After.Parameters),
                    ["macs"] = Change(result.Plan.Before.Macs, result.Plan.After.Macs),
                    ["blocks"] = string.Create(CultureInfo.InvariantCulture, $"{result.Plan.Blocks.Count} of {result.Record.Space.Blocks} removed"),
                    ["candidates"] = string.Create(CultureInfo.InvariantCulture, $"{found.Points.Count}, {found.Points.Count(point => !point.Counts)} of them failed"),
                    ["reward"] = string.Create(CultureInfo.InvariantCulture, $"{best.Reward:0.0000} = {result.Record.Reward}"),
                    ["cutAgainstMasked"] = FormattableString.Invariant($"{difference:0.0e0} of {SurgeryCheck.Tolerance:0.0e0}"),
                },
            };
        }
        catch (PruningException error)
        {
            throw new PipelineException(file.Error("stages.prune.search", DiagnosticCodes.BudgetOutOfReach, error.Message), error);
        }
        catch (SearchException error)
        {
            throw new PipelineException(file.Error("stages.prune.search", DiagnosticCodes.SearchFailed, error.Message), error);
        }
    }

    private string Wanted() => string.Concat(new[]
    {
        Wanted("parameters", options.Budget.Parameters?.ToString()),
        Wanted("MACs", options.Budget.Macs?.ToString()),
        Wanted("bytes", options.Budget.Bytes?.ToString()),
        Wanted("latency", options.Budget.Latency?.ToString()),
        options.Weights == PrunedWeights.Fresh ? ", fresh weights" : "",
    });

    private static string Wanted(string what, string? limit) => limit is null ? "" : $", {what} {limit}";

    private static Budget? Limit(Percentage? change) => change is { } percentage ? Budget.Reduction(-percentage.Fraction) : null;

    private static string Change(long before, long after) =>
        string.Create(CultureInfo.InvariantCulture, $"{before} -> {after} ({((double)after / before - 1) * 100:0.0}%)");
}
