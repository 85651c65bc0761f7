namespace ModelOptimizer.Pruning.Selection;

/// <summary>What a candidate costs, or saves.</summary>
/// <param name="Parameters">Weights, biases and two per BatchNormalization channel.</param>
/// <param name="Macs">Multiply-accumulates for one input.</param>
/// <param name="Bytes">Content of all constants.</param>
public readonly record struct CandidateTotals(long Parameters, long Macs, long Bytes)
{
    /// <summary>Without the bytes.</summary>
    public CostTotals Counted => new(Parameters, Macs);

    /// <summary>The sums.</summary>
    public static CandidateTotals operator +(CandidateTotals one, CandidateTotals other) =>
        new(one.Parameters + other.Parameters, one.Macs + other.Macs, one.Bytes + other.Bytes);

    /// <summary>The differences.</summary>
    public static CandidateTotals operator -(CandidateTotals one, CandidateTotals other) =>
        new(one.Parameters - other.Parameters, one.Macs - other.Macs, one.Bytes - other.Bytes);

    /// <summary>Whether nothing exceeds the limit.</summary>
    public bool Within(CandidateTotals limit) => Parameters <= limit.Parameters && Macs <= limit.Macs && Bytes <= limit.Bytes;
}
