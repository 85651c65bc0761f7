namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>What of a candidate's accuracy counts.</summary>
public enum RewardAccuracy
{
    /// <summary>The task's metric.</summary>
    Metric,

    /// <summary>The task's loss, negated.</summary>
    Loss,
}
