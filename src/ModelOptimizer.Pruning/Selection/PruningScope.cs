namespace ModelOptimizer.Pruning.Selection;

/// <summary>Where the scores of channels compete for removal.</summary>
public enum PruningScope
{
    /// <summary>Within each layer.</summary>
    Layer,

    /// <summary>Within each group of layers, one threshold per group (arXiv 2306.01526).</summary>
    Group,

    /// <summary>Within the whole model.</summary>
    Global,
}
