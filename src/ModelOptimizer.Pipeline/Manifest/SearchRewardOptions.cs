using System.ComponentModel.DataAnnotations;
using ModelOptimizer.Search.Rewards;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>What a candidate is worth: accuracy less cost.</summary>
public sealed record SearchRewardOptions
{
    /// <summary>What accuracy is; with the loss, cost is counted in GFLOPs as in the paper, else in parts of the whole model's.</summary>
    public RewardAccuracy Accuracy { get; init; } = RewardAccuracy.Metric;

    /// <summary>What of the cost counts, with the metric.</summary>
    public CostTerm Cost { get; init; } = CostTerm.Macs;

    /// <summary>
    /// Weight of the cost. Absent, with the metric 0.1 (the whole model's cost counts as ten points) or 0 where a budget fixes the cost, with the loss 1 per
    /// GFLOP.
    /// </summary>
    [Range(0.0, 1_000_000.0)]
    public double? Weight { get; init; }

    /// <summary>With the metric, what a unit of the loss counts, so that candidates whose metric is zero can be told apart; 0 does not shape the reward.</summary>
    [Range(0.0, 1000.0)]
    public double Shaping { get; init; }

    internal ISearchReward Create(bool isLimited) => Accuracy == RewardAccuracy.Loss
        ? new ComplexityReward { Weight = Weight ?? 1 }
        : new MetricReward { Weight = Weight ?? (isLimited ? 0 : 0.1), Cost = Cost, Shaping = Shaping };
}
