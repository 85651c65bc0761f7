using ModelOptimizer.Pruning.Plans;

namespace ModelOptimizer.Search.Rollouts;

/// <summary>Runs rollouts, here or elsewhere.</summary>
public interface IRolloutExecutor : IDisposable
{
    /// <summary>Runs the rollouts of some plans, any number at the same time.</summary>
    /// <param name="plans">The plans.</param>
    /// <param name="finished">Hears of each outcome as it comes, with the plan's place; one call at a time.</param>
    /// <param name="cancellation">Ends them.</param>
    void Run(IReadOnlyList<PruningPlan> plans, Action<int, RolloutOutcome> finished, CancellationToken cancellation);
}
