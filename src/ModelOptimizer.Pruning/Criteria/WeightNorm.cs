namespace ModelOptimizer.Pruning.Criteria;

/// <summary>How the size of a set of weights is measured.</summary>
public enum WeightNorm
{
    /// <summary>The sum of absolute values.</summary>
    L1,

    /// <summary>The root of the sum of squares.</summary>
    L2,
}
