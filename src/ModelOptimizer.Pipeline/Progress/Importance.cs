namespace ModelOptimizer.Pipeline.Progress;

/// <summary>Who wants to see a step of progress.</summary>
public enum Importance
{
    /// <summary>Detailed logs.</summary>
    Low,

    /// <summary>Everybody.</summary>
    High,
}
