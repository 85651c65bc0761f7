namespace ModelOptimizer.Pruning.Selection;

/// <summary>A limit on measured latency.</summary>
/// <param name="Milliseconds">The longest time of one run in milliseconds, or its reduction.</param>
/// <param name="Meter">Measures it.</param>
public sealed record LatencyBudget(Budget Milliseconds, ILatencyMeter Meter);
