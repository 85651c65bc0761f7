namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>Which scales compete for being important under the dynamic schedule.</summary>
public enum QuantileScope
{
    /// <summary>All scales of the model.</summary>
    Global,

    /// <summary>The scales of each of the groups that pruning uses; those of channels that cannot leave feel no penalty.</summary>
    Group,
}
