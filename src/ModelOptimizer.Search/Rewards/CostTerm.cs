namespace ModelOptimizer.Search.Rewards;

/// <summary>What of a candidate's cost counts.</summary>
public enum CostTerm
{
    /// <summary>Multiply-accumulates.</summary>
    Macs,

    /// <summary>Parameters.</summary>
    Parameters,

    /// <summary>Measured time of one run.</summary>
    Latency,
}
