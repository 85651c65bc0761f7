using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Pruning.Selection;
using ModelOptimizer.Search.Controllers;
using ModelOptimizer.Search.Records;
using ModelOptimizer.Search.Rewards;
using ModelOptimizer.Search.Rollouts;
using ModelOptimizer.Search.Spaces;
using ModelOptimizer.Search.Strategies;

namespace ModelOptimizer.Search.Runs;

/// <summary>A whole search: the whole model judged, the controller, and its controls where asked for.</summary>
public sealed record SearchJob
{
    /// <summary>Points of the front at whose costs group pruning is tried.</summary>
    private const int GroupPoints = 8;

    /// <summary>The space.</summary>
    public required SearchSpace Space { get; init; }

    /// <summary>What every candidate must keep to.</summary>
    public SearchLimits Limits { get; init; } = new();

    /// <summary>The trade.</summary>
    public ISearchReward Reward { get; init; } = new MetricReward();

    /// <summary>The controller.</summary>
    public ControllerOptions Controller { get; init; } = new();

    /// <summary>Candidates per strategy, at least 1.</summary>
    public int Rollouts { get; init; } = 300;

    /// <summary>The longest that a strategy may take; null sets no limit.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Whether uniform ratios, random search, evolution and group pruning are run as well.</summary>
    public bool Controls { get; init; }

    /// <summary>Drives every random choice.</summary>
    public long Seed { get; init; }

    /// <summary>The metric's name.</summary>
    public required string Metric { get; init; }

    /// <summary>Runs rollouts.</summary>
    public required IRolloutExecutor Executor { get; init; }

    /// <summary>What is known.</summary>
    public required RolloutJournal Journal { get; init; }

    /// <summary>Hears how far it is.</summary>
    public Action<SearchProgress>? Progress { get; init; }

    /// <summary>Searches.</summary>
    /// <returns>The document, and the plan of the best candidate of all strategies' search: the controller's.</returns>
    /// <exception cref="SearchException">The whole model cannot be judged, or no candidate counts.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the journal keeps what was done.</exception>
    public (SearchRecord Record, PruningPlan Best) Run(CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Rollouts, 1, nameof(Rollouts));
        var planner = new CandidatePlanner(Space, Limits);
        var whole = Whole(new(planner, Executor, Journal), planner, cancellation);
        var evaluator = new CandidateEvaluator(planner, Executor, Journal, whole.LatencyMilliseconds is { } milliseconds ? Limits.Milliseconds?.Limit(milliseconds) : null);
        var found = Run(SearchStrategies.Controller, evaluator, whole, cancellation);
        var best = found.BestPlan ?? throw new SearchException(
            found.Record.Points is [.., var latest]
                ? $"None of {found.Record.Points.Count} candidates counts. The last one: {latest.Failure}. Relax the limits or allow more candidates."
                : "The time was up before a candidate was judged. Allow more time.");
        List<StrategyRecord> records = [found.Record];
        if (Controls)
        {
            records.AddRange(SearchStrategies.Controls.Select(name => Run(name, evaluator, whole, cancellation).Record));
            var costs = ParetoFront.Of([found.Record]).Select(point => point.Macs).ToList();
            var least = found.Record.Points[found.Record.Best!.Value].Macs!.Value;
            int[] chosen = [.. Enumerable.Range(0, Math.Min(GroupPoints, costs.Count)).Select(index => index * costs.Count / Math.Min(GroupPoints, costs.Count))];
            var group = new GroupControl(Space.Graph, Space.Options.Pruning, evaluator, Reward, whole);
            records.Add(group.Run([.. chosen.Select(index => costs[index]).Append(least).Distinct().Order()], cancellation).Record);
        }

        return (new(Metric, Reward.Formula, Described(), Seed, Rollouts, Described(Space), whole, records), best);
    }

    private StrategyResult Run(string name, CandidateEvaluator evaluator, RolloutResult whole, CancellationToken cancellation)
    {
        using var strategy = SearchStrategies.Create(name, Space, Controller, Rollouts, (ulong)Seed);
        return new StrategyRun
        {
            Strategy = strategy,
            Evaluator = evaluator,
            Reward = Reward,
            Whole = whole,
            Rollouts = Rollouts,
            Budget = Budget,
            Spent = Journal.Spent(name),
            Progress = Progress,
        }.Run(cancellation);
    }

    private static RolloutResult Whole(CandidateEvaluator evaluator, CandidatePlanner planner, CancellationToken cancellation)
    {
        var nothing = new PruningPlan { Before = planner.Before, After = planner.Before };
        var outcome = evaluator.Evaluate("whole", nothing, () => TimeSpan.Zero, cancellation).Outcome;
        return outcome.Result ?? throw new SearchException($"The whole model cannot be judged: {outcome.Failure}");
    }

    private string[] Described() =>
    [
        .. Limit("parameters", Limits.Parameters),
        .. Limit("MACs", Limits.Macs),
        .. Limit("bytes", Limits.Bytes),
        .. Limit("ms", Limits.Milliseconds),
    ];

    private static IEnumerable<string> Limit(string what, Budget? limit) => limit is { } stated ? [$"{what} {stated}"] : [];

    private static SearchSpaceRecord Described(SearchSpace space) => new(
        space.Blocks.Count,
        space.LayerCount,
        space.Widths.Count,
        space.Blocks.Count + (space.Options.Alignment == AlignmentRule.Shared ? space.Widths.Count : space.LayerCount),
        space.Options.Alignment.ToString().ToLowerInvariant(),
        space.Options.Cap);
}
