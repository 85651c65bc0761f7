using ModelOptimizer.Pruning.Selection;

namespace ModelOptimizer.Search.Spaces;

/// <summary>What every candidate must keep to. Counted limits are met by construction, latency can only be judged afterwards.</summary>
/// <param name="Parameters">Largest number of parameters; null sets no limit.</param>
/// <param name="Macs">Largest number of multiply-accumulates; null sets no limit.</param>
/// <param name="Bytes">Largest ONNX file; null sets no limit.</param>
/// <param name="Milliseconds">Longest run, as measured; null sets no limit.</param>
public sealed record SearchLimits(Budget? Parameters = null, Budget? Macs = null, Budget? Bytes = null, Budget? Milliseconds = null)
{
    /// <summary>Whether a cost that is counted is limited.</summary>
    public bool AreCounted => this is not { Parameters: null, Macs: null, Bytes: null };
}
