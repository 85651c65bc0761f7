using ModelOptimizer.Pruning.Selection;

namespace ModelOptimizer.Search.Spaces;

/// <summary>What every candidate must keep to. Counted limits are met by construction, latency can only be judged afterwards.</summary>
/// <param name="Parameters">Largest number of parameters; null sets no limit.</param>
/// <param name="Macs">Largest number of multiply-accumulates; null sets no limit.</param>
/// <param name="Milliseconds">Longest run, as measured; null sets no limit.</param>
public sealed record SearchLimits(Budget? Parameters = null, Budget? Macs = null, Budget? Milliseconds = null);
