namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>How layers whose channels can only leave together agree on them.</summary>
public enum PruneVote
{
    /// <summary>A channel stays if at least half of the layers would keep it.</summary>
    Majority,

    /// <summary>A channel stays if any of the layers would keep it.</summary>
    Union,

    /// <summary>The mean of the layers' scores counts.</summary>
    Mean,
}
