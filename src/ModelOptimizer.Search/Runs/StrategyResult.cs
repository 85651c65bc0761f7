using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Search.Records;

namespace ModelOptimizer.Search.Runs;

/// <summary>What a strategy found.</summary>
/// <param name="Record">Every candidate.</param>
/// <param name="BestPlan">The plan of the best, or null where none counts.</param>
public sealed record StrategyResult(StrategyRecord Record, PruningPlan? BestPlan);
