using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Pruning.Criteria;

/// <summary>The L2 norm of the filter that makes the channel.</summary>
public sealed class FilterL2 : ICriterion
{
    /// <inheritdoc/>
    public string Name => "l2";

    /// <inheritdoc/>
    public float[] Score(ModelGraph graph, ChannelCoupling coupling, Aggregation aggregation) => MemberScores.OfLayers(
        coupling,
        aggregation,
        layer => Array.ConvertAll(SliceSums.Of(graph.Initializers[layer.Initializer], layer.Channels.Axis, WeightNorm.L2), MathF.Sqrt));
}
