using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Pruning.Criteria;

/// <summary>The L1 norm of the filter that makes the channel (arXiv 1608.08710).</summary>
public sealed class FilterL1 : ICriterion
{
    /// <inheritdoc/>
    public string Name => "l1";

    /// <inheritdoc/>
    public float[] Score(ModelGraph graph, ChannelCoupling coupling, Aggregation aggregation) =>
        MemberScores.OfLayers(coupling, aggregation, layer => SliceSums.Of(graph.Initializers[layer.Initializer], layer.Channels.Axis, WeightNorm.L1));
}
