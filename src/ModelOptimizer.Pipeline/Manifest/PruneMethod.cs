namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>How channels are selected.</summary>
public enum PruneMethod
{
    /// <summary>One threshold per group of layers, groups being stages of one feature-map scale (arXiv 2306.01526).</summary>
    Group,

    /// <summary>One ranking of the whole model by value, computation and parameters of what leaves with a channel (arXiv 2011.03240).</summary>
    Cpmc,

    /// <summary>Blocks and channel ratios together, by reinforcement learning (arXiv 2110.03858).</summary>
    Search,
}
