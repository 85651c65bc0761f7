namespace ModelOptimizer.Pruning.Criteria;

/// <summary>What the value of a channel's weights is divided by, to compare layers of unlike size.</summary>
public enum ValueScale
{
    /// <summary>Nothing: wide layers look important by their size.</summary>
    None,

    /// <summary>The number of weights: their mean size (L1), or root mean square (L2).</summary>
    Element,

    /// <summary>The mean over the channels that are coupled alike: a layer's channels compare to their own average.</summary>
    Layer,
}
