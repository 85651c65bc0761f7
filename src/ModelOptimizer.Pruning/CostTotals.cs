using ModelOptimizer.Graph.Costs;

namespace ModelOptimizer.Pruning;

/// <summary>The cost of a model.</summary>
/// <param name="Parameters">Weights, biases and two per BatchNormalization channel.</param>
/// <param name="Macs">Multiply-accumulates of convolutions and matrix products, for one input.</param>
public readonly record struct CostTotals(long Parameters, long Macs)
{
    /// <summary>The totals of a model.</summary>
    public CostTotals(ModelCost cost) : this(cost.Parameters, cost.Macs)
    {
    }
}
