namespace ModelOptimizer.Pruning.Criteria;

/// <summary>What the outputs of a weight are multiplied with later on.</summary>
/// <param name="Axis">The axis of the weight along which its outputs lie, 0 or 1.</param>
/// <param name="Values">One factor per position along it; null for 1.</param>
internal readonly record struct OutputFactors(int Axis, float[]? Values)
{
    /// <summary>Nothing.</summary>
    public static OutputFactors None => default;

    /// <summary>The factor of an output.</summary>
    public float this[int output] => Values is null ? 1 : Values[output];
}
