using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Verification;
using ModelOptimizer.Pruning;
using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Pruning.Surgery;
using ModelOptimizer.Search.Records;
using ModelOptimizer.Search.Rollouts;
using ModelOptimizer.Search.Runs;
using ModelOptimizer.Search.Spaces;
using ModelOptimizer.Search.Strategies;
using ModelOptimizer.Search.Workers;

namespace ModelOptimizer.Pipeline.Models;

/// <summary>What a search in a manifest and one on the command line have in common: space, workers, journal, and the model of the best plan.</summary>
/// <param name="folder">Keeps the model, the journal and the document, over killed runs.</param>
/// <param name="options">What to search.</param>
/// <param name="pruning">Criterion, floors, rounding and patterns.</param>
/// <param name="limits">What every candidate must keep to.</param>
/// <param name="worker">The program that judges candidates; null judges them one by one in this process.</param>
internal sealed class SearchEngine(string folder, SearchOptions options, PruningOptions pruning, SearchLimits limits, WorkerProgram? worker)
{
    /// <summary>The name of the document.</summary>
    public const string Document = "search.json";

    private const string WholeModel = "whole.onnx";
    private const string Journal = "rollouts.jsonl";

    /// <summary>Where the whole model lies for the workers.</summary>
    public static string ModelIn(string folder) => Path.Combine(folder, WholeModel);

    /// <summary>Searches, or goes on with a search that was killed.</summary>
    /// <param name="graph">The whole model, which describes itself.</param>
    /// <param name="setup">What workers work with; its model is written first.</param>
    /// <param name="seed">Drives every random choice.</param>
    /// <param name="progress">Hears how far it is: the fraction done, the time left to the end of the strategy, and where it is for people.</param>
    /// <param name="cancellation">Ends it; what was judged is kept.</param>
    public SearchResult Run(ModelGraph graph, RolloutSetup setup, int seed, Action<double, TimeSpan?, string> progress, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        OnnxFile.Write(graph, setup.Model);
        var reward = options.Reward.Create(limits.AreCounted);
        var space = SearchSpace.Of(graph, new()
        {
            Blocks = options.Blocks, Channels = options.Channels, Cap = options.Cap, BlockPrior = options.BlockPrior, Alignment = options.Alignment, Pruning = pruning,
        });
        var measured = setup with { MeasuresLatency = reward.NeedsLatency || limits.Milliseconds is not null };
        var here = new Lazy<Rollout>(() => RolloutLoader.Load(measured, () => new OnnxLatencyMeter(measured.Threads, cancellation)));
        var (begun, last) = (0, "");
        using var journal = new RolloutJournal(Path.Combine(folder, Journal));
        using IRolloutExecutor executor = worker is null ? new RolloutExecutor(here.Value) : new WorkerPool(
            new(worker.Program, worker.Arguments) { Count = options.Workers, Timeout = TimeSpan.FromMinutes(options.TimeoutMinutes) }, measured);
        var (record, best) = new SearchJob
        {
            Space = space,
            Limits = limits,
            Reward = reward,
            Controller = options.Controller,
            Rollouts = options.Rollouts,
            Budget = options.BudgetMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null,
            Controls = options.Controls,
            Seed = seed,
            Metric = here.Value.Metric,
            Executor = executor,
            Journal = journal,
            Progress = Tell,
        }.Run(cancellation);
        var built = here.Value.Build(best, cancellation);
        var cost = CostModel.Measure(built);
        return new(record, best with { After = new(cost.Parameters, cost.Macs), Dropped = DroppedConstants.Of(graph, best) }, built);

        void Tell(SearchProgress step)
        {
            begun += step.Strategy == last ? 0 : 1;
            last = step.Strategy;
            progress((begun - 1 + ((double)step.Done / step.Rollouts)) / (options.Controls ? 1 + SearchStrategies.Controls.Count : 1), step.Remaining, SearchText.Of(step, here.Value.Metric));
        }
    }
}

/// <summary>What a search found.</summary>
/// <param name="Record">The document.</param>
/// <param name="Plan">The best plan.</param>
/// <param name="Graph">The model that it leaves, as it was judged: statistics of batch normalisation measured anew, shortly trained where asked for.</param>
internal sealed record SearchResult(SearchRecord Record, PruningPlan Plan, ModelGraph Graph);
