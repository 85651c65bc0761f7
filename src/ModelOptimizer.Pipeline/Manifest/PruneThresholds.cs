namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>What the thresholds of groups follow while a budget is met.</summary>
public enum PruneThresholds
{
    /// <summary>The squared scores that leave, as a share of those of the group's layers.</summary>
    Scores,

    /// <summary>The metric: each group is cut in steps and measured, and channels leave where the metric loses least.</summary>
    Sensitivity,
}
