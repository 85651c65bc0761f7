namespace ModelOptimizer.Pruning;

/// <summary>A pruning request that cannot be met or a plan that does not fit its model. The message says what is wrong and what to do.</summary>
public sealed class PruningException(string message) : Exception(message);
