using System.Diagnostics;
using ModelOptimizer.Graph;
using ModelOptimizer.Pruning;
using ModelOptimizer.Pruning.Selection;
using ModelOptimizer.Search.Records;
using ModelOptimizer.Search.Rewards;
using ModelOptimizer.Search.Rollouts;
using ModelOptimizer.Search.Strategies;

namespace ModelOptimizer.Search.Runs;

/// <summary>Group pruning (arXiv 2306.01526) at the costs that a search reached: one threshold per scale of feature maps, no block removed.</summary>
/// <param name="graph">The whole model.</param>
/// <param name="options">Criterion, floors, rounding and patterns, as the search has them.</param>
/// <param name="evaluator">Judges plans.</param>
/// <param name="reward">The trade.</param>
/// <param name="whole">The whole model, judged in the same way.</param>
public sealed class GroupControl(ModelGraph graph, PruningOptions options, CandidateEvaluator evaluator, ISearchReward reward, RolloutResult whole)
{
    /// <summary>One point for each number of multiply-accumulates.</summary>
    public StrategyResult Run(IReadOnlyList<long> macs, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(macs);
        var watch = Stopwatch.StartNew();
        var points = new List<SearchPoint>();
        foreach (var limit in macs)
        {
            points.Add(Point(points.Count, limit, () => watch.Elapsed, cancellation));
        }

        var best = points.Where(point => point.Counts).MaxBy(point => point.Reward);
        return new(new(SearchStrategies.Group, best?.Index, "rollouts", 0, Math.Round(watch.Elapsed.TotalSeconds, 3), points), null);
    }

    private SearchPoint Point(int index, long macs, Func<TimeSpan> spent, CancellationToken cancellation)
    {
        try
        {
            var plan = Pruner.Plan(graph, options with { Scope = PruningScope.Group, Macs = Budget.AtMost(macs) });
            var candidate = evaluator.Evaluate(SearchStrategies.Group, plan, spent, cancellation);
            var result = candidate.Outcome.Result;
            return new(
                index, candidate.Hash, 0, result?.Metric, result?.Loss, result?.Parameters, result?.Macs, result?.LatencyMilliseconds,
                result is null ? null : reward.Judge(result, whole), result?.Seconds, candidate.Outcome.Failure);
        }
        catch (PruningException error)
        {
            return new(index, null, 0, null, null, null, null, null, null, null, error.Message);
        }
    }
}
