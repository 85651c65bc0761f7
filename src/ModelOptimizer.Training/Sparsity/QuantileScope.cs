namespace ModelOptimizer.Training.Sparsity;

/// <summary>Which scales the quantile of the dynamic schedule is taken over.</summary>
public enum QuantileScope
{
    /// <summary>All scales of the graph (arXiv 2306.01526, released code).</summary>
    Global,

    /// <summary>The scales of each group, so that every group keeps its important channels; scales outside all groups feel no penalty.</summary>
    Group,
}
