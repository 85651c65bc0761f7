namespace ModelOptimizer.Search.Rollouts;

/// <summary>What is trained shortly before a candidate is judged.</summary>
public enum RolloutTraining
{
    /// <summary>Nothing: only the statistics of batch normalisation are measured anew.</summary>
    None,

    /// <summary>The last layer before each output, as in ABCP (arXiv 2110.03858).</summary>
    Heads,

    /// <summary>All weights.</summary>
    All,
}
