namespace ModelOptimizer.Search.Workers;

/// <summary>A worker died, hung or talked nonsense. It costs the rollout that it was at.</summary>
internal sealed class WorkerException(string message) : Exception(message);
