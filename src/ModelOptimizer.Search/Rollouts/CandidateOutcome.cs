using ModelOptimizer.Pruning.Plans;

namespace ModelOptimizer.Search.Rollouts;

/// <summary>What became of a candidate.</summary>
/// <param name="Plan">Its plan; null where none keeps to the limits.</param>
/// <param name="Outcome">How its rollout ended.</param>
/// <param name="Excess">By which part it exceeds a limit; 0 where it keeps to them.</param>
public sealed record CandidateOutcome(PruningPlan? Plan, RolloutOutcome Outcome, double Excess = 0)
{
    /// <summary>The plan's hash.</summary>
    public string? Hash { get; } = Plan is null ? null : PlanHash.Of(Plan);
}
