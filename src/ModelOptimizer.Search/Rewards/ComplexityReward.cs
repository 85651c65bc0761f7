using ModelOptimizer.Search.Rollouts;

namespace ModelOptimizer.Search.Rewards;

/// <summary>
/// What a candidate network is worth to the search: R = -loss - weight * GFLOPs, with FLOPs = 2 x MACs (ABCP, arXiv 2110.03858; the form of its
/// selection of the best policy, where the weight is 1).
/// </summary>
public sealed record ComplexityReward : ISearchReward
{
    private readonly double _weight = 1;

    /// <summary>What a GFLOP costs, in units of the loss; 0 or more. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or not a number.</exception>
    public double Weight
    {
        get => _weight;
        init => _weight = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The weight of complexity must be 0 or more.");
    }

    /// <inheritdoc/>
    public string Formula => Weight > 0 ? FormattableString.Invariant($"-loss - {Weight} * GFLOPs") : "-loss";

    /// <inheritdoc/>
    public bool NeedsLatency => false;

    /// <summary>The reward of a network.</summary>
    /// <param name="validationLoss">Its mean loss on the validation split.</param>
    /// <param name="macs">Its exact multiply-accumulates for one input.</param>
    public double Of(double validationLoss, long macs) => -validationLoss - (Weight * 2 * macs / 1e9);

    /// <inheritdoc/>
    public double Judge(RolloutResult candidate, RolloutResult whole)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return Of(candidate.Loss, candidate.Macs);
    }
}
