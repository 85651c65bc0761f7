using ModelOptimizer.Search.Rollouts;

namespace ModelOptimizer.Search.Rewards;

/// <summary>
/// R = metric - weight * cost / cost of the whole model - shaping * loss. With the weight 0.1 a candidate at a tenth of the cost may lose nine points of the
/// metric to draw even with the whole model.
/// </summary>
public sealed record MetricReward : ISearchReward
{
    private readonly double _weight = 0.1;
    private readonly double _shaping;

    /// <summary>What the whole model's cost counts, in units of the metric (0 to 1); 0 or more. Default 0.1; 0 where a limit fixes the cost.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or not a number.</exception>
    public double Weight
    {
        get => _weight;
        init => _weight = Checked(value);
    }

    /// <summary>What a unit of the loss counts, so that candidates whose metric is zero can be told apart; 0 or more. Default 0: no shaping.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or not a number.</exception>
    public double Shaping
    {
        get => _shaping;
        init => _shaping = Checked(value);
    }

    /// <summary>What of the cost counts.</summary>
    public CostTerm Cost { get; init; } = CostTerm.Macs;

    /// <inheritdoc/>
    public string Formula =>
        $"metric{(Weight > 0 ? FormattableString.Invariant($" - {Weight} * {Name()} / whole {Name()}") : "")}{(Shaping > 0 ? FormattableString.Invariant($" - {Shaping} * loss") : "")}";

    /// <inheritdoc/>
    public bool NeedsLatency => Cost == CostTerm.Latency;

    /// <inheritdoc/>
    public double Judge(RolloutResult candidate, RolloutResult whole)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(whole);
        return candidate.Metric - (Weight * CostOf(candidate) / CostOf(whole)) - (Shaping > 0 ? Shaping * candidate.Loss : 0);
    }

    private double CostOf(RolloutResult measured) => Cost switch
    {
        CostTerm.Parameters => measured.Parameters,
        CostTerm.Latency => measured.LatencyMilliseconds ?? throw new ArgumentException("The reward counts latency, but it was not measured.", nameof(measured)),
        _ => measured.Macs,
    };

    private string Name() => Cost switch { CostTerm.Parameters => "parameters", CostTerm.Latency => "ms", _ => "MACs" };

    private static double Checked(double value) =>
        value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Weights of a reward must be 0 or more.");
}
