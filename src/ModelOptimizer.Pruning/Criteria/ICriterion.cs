using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Pruning.Criteria;

/// <summary>Says how important channels are.</summary>
public interface ICriterion
{
    /// <summary>The name by which options refer to it.</summary>
    string Name { get; }

    /// <summary>One score per coupled set, at least 0, the higher the more important; NaN where the criterion cannot judge, and the set stays.</summary>
    float[] Score(ModelGraph graph, ChannelCoupling coupling, Aggregation aggregation);
}
