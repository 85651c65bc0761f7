using ModelOptimizer.Pipeline.Keys;

namespace ModelOptimizer.Pipeline.Stages;

/// <summary>A stage with its place in the chain.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Key">The key of its result; holds the key of the stage before.</param>
internal sealed record PlannedStage(IStage Stage, ContentKey Key);
