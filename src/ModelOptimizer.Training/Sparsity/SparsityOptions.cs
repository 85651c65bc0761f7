namespace ModelOptimizer.Training.Sparsity;

/// <summary>An L1 penalty on the scales (gamma) of batch normalisation.</summary>
public sealed record SparsityOptions
{
    /// <summary>How the penalty changes.</summary>
    public SparsitySchedule Schedule { get; init; } = SparsitySchedule.Dynamic;

    /// <summary>The penalty s per unit of |gamma|; its subgradient s sign(gamma) is added once per optimizer step.</summary>
    public double Rate { get; init; } = 0.001;

    /// <summary>The fraction of all epochs after which the dynamic schedule releases important channels, 0..1.</summary>
    public double RelaxAfter { get; init; } = 0.4;

    /// <summary>The quantile of |gamma| from which a channel is important, 0..1.</summary>
    public double Quantile { get; init; } = 0.65;

    /// <summary>Groups of scales by initializer name, each with a quantile of its own; by default one group with all scales of the graph.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? Groups { get; init; }
}
