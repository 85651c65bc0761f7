namespace ModelOptimizer.Training.Sparsity;

/// <summary>An L1 penalty on the scales (gamma) of batch normalisation.</summary>
public sealed record SparsityOptions
{
    /// <summary>How the penalty changes.</summary>
    public SparsitySchedule Schedule { get; init; } = SparsitySchedule.Dynamic;

    /// <summary>The penalty s per unit of |gamma|; its subgradient s sign(gamma) is added once per optimizer step. A guard finds its own.</summary>
    public double Rate { get; init; } = 0.001;

    /// <summary>The fraction of all epochs after which the dynamic schedule releases important channels, 0..1.</summary>
    public double RelaxAfter { get; init; } = 0.4;

    /// <summary>The quantile of |gamma| from which a channel is important, 0..1.</summary>
    public double Quantile { get; init; } = 0.65;

    /// <summary>Which scales that quantile is taken over.</summary>
    public QuantileScope Scope { get; init; } = QuantileScope.Global;

    /// <summary>Groups of scales; by default one group with all scales of the graph.</summary>
    public IReadOnlyList<ScaleGroup>? Groups { get; init; }

    /// <summary>A budget on the metric that steers the rate; null keeps <see cref="Rate"/>.</summary>
    public SparsityGuard? Guard { get; init; }
}
