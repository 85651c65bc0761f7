namespace ModelOptimizer.Graph.Darknet.Weights;

/// <summary>What a block of numbers in a <c>.weights</c> file is.</summary>
internal enum WeightRole
{
    Bias,
    Scale,
    Mean,
    Variance,
    Filters,
}
