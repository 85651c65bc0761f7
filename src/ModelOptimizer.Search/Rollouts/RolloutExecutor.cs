using ModelOptimizer.Pruning.Plans;

namespace ModelOptimizer.Search.Rollouts;

/// <summary>Runs rollouts one after the other in this process: nothing guards it against one that never ends.</summary>
/// <param name="rollout">What to run.</param>
public sealed class RolloutExecutor(Rollout rollout) : IRolloutExecutor
{
    /// <inheritdoc/>
    public void Run(IReadOnlyList<PruningPlan> plans, Action<int, RolloutOutcome> finished, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plans);
        ArgumentNullException.ThrowIfNull(finished);
        for (var index = 0; index < plans.Count; index++)
        {
            finished(index, rollout.Try(plans[index], cancellation));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
