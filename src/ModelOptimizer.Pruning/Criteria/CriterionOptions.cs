namespace ModelOptimizer.Pruning.Criteria;

/// <summary>What the criteria can be given besides the model; each takes what it needs.</summary>
public sealed record CriterionOptions
{
    /// <summary>Drives random scores.</summary>
    public int Seed { get; init; }

    /// <summary>The open choices of CPMC.</summary>
    public CpmcOptions Cpmc { get; init; } = new();

    /// <summary>Gradients on data, for criteria that need data.</summary>
    public IGradientSource? Gradients { get; init; }
}
