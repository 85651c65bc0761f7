namespace ModelOptimizer.Search.Rollouts;

/// <summary>How a rollout ended: with a result, or with the reason why there is none.</summary>
/// <param name="Result">What the candidate is worth; null where it failed.</param>
/// <param name="Failure">Why there is no result.</param>
public sealed record RolloutOutcome(RolloutResult? Result, string? Failure = null);
