using System.Diagnostics;
using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Search.Records;
using ModelOptimizer.Search.Rewards;
using ModelOptimizer.Search.Rollouts;
using ModelOptimizer.Search.Strategies;

namespace ModelOptimizer.Search.Runs;

/// <summary>Runs one strategy to its end. Nothing but its seed and the outcomes decides what it proposes, so a run that was killed repeats itself from the journal.</summary>
public sealed record StrategyRun
{
    /// <summary>The strategy, new.</summary>
    public required ISearchStrategy Strategy { get; init; }

    /// <summary>Judges candidates.</summary>
    public required ICandidateEvaluator Evaluator { get; init; }

    /// <summary>The trade.</summary>
    public required ISearchReward Reward { get; init; }

    /// <summary>The whole model, judged in the same way.</summary>
    public required RolloutResult Whole { get; init; }

    /// <summary>How many candidates, at least 1.</summary>
    public required int Rollouts { get; init; }

    /// <summary>When to stop all the same; null for never. A search that ends by time is not repeatable.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>How long killed runs have taken already.</summary>
    public TimeSpan Spent { get; init; }

    /// <summary>Hears how far it is, after each round.</summary>
    public Action<SearchProgress>? Progress { get; init; }

    /// <summary>Proposes, has judged and learns, until all candidates are done or time is up.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public StrategyResult Run(CancellationToken cancellation = default)
    {
        var (whole, own) = (Stopwatch.StartNew(), new Stopwatch());
        var points = new List<SearchPoint>(Rollouts);
        var (best, bestPlan, stopped, lowest) = ((SearchPoint?)null, (PruningPlan?)null, "rollouts", double.PositiveInfinity);
        while (points.Count < Rollouts)
        {
            cancellation.ThrowIfCancellationRequested();
            own.Start();
            var round = Strategy.Propose(Rollouts - points.Count);
            own.Stop();
            if (Evaluator.Evaluate(Strategy.Name, round, () => Spent + whole.Elapsed, !(Spent + whole.Elapsed >= Budget), cancellation) is not { } outcomes)
            {
                stopped = "time";
                break;
            }

            var rewards = new double?[outcomes.Count];
            for (var index = 0; index < rewards.Length; index++)
            {
                var point = Point(points.Count, outcomes[index]);
                rewards[index] = point.Reward;
                lowest = Math.Min(lowest, point.Counts ? point.Reward!.Value : lowest);
                if (outcomes[index].Excess > 0)
                {
                    // Worse than anything that counts, and the worse the farther away; it counts for nothing but learning.
                    rewards[index] = (double.IsFinite(lowest) ? lowest : 0) - outcomes[index].Excess;
                }

                points.Add(point);
                if (point.Counts && !(point.Reward <= best?.Reward))
                {
                    (best, bestPlan) = (point, outcomes[index].Plan);
                }
            }

            own.Start();
            Strategy.Learn(rewards);
            own.Stop();
            Progress?.Invoke(Report(points, best, whole.Elapsed));
        }

        return new(
            new(Strategy.Name, best?.Index, stopped, Math.Round(own.Elapsed.TotalSeconds, 3), Math.Round((Spent + whole.Elapsed).TotalSeconds, 3), points),
            bestPlan);
    }

    private SearchPoint Point(int index, CandidateOutcome candidate)
    {
        var result = candidate.Outcome.Result;
        return new(
            index,
            candidate.Hash,
            candidate.Plan?.Blocks.Count ?? 0,
            result?.Metric,
            result?.Loss,
            result?.Parameters,
            result?.Macs,
            result?.LatencyMilliseconds,
            result is null ? null : Reward.Judge(result, Whole),
            result?.Seconds,
            candidate.Outcome.Failure);
    }

    private SearchProgress Report(List<SearchPoint> points, SearchPoint? best, TimeSpan elapsed)
    {
        var remaining = elapsed / points.Count * (Rollouts - points.Count);
        var left = Budget - Spent - elapsed;
        return new(
            Strategy.Name,
            points.Count,
            Rollouts,
            best,
            points.Count(point => !point.Counts),
            points.FindLast(point => point.Failure is not null)?.Failure,
            left < remaining ? left < TimeSpan.Zero ? TimeSpan.Zero : left : remaining);
    }
}
