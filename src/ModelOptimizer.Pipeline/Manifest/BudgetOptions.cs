namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>What the pruned model must come down to, against the model before pruning. At least one of them.</summary>
public sealed record BudgetOptions
{
    /// <summary>Change of the number of parameters, at least.</summary>
    public Percentage? Parameters { get; init; }

    /// <summary>Change of the number of multiply-accumulates, at least.</summary>
    public Percentage? Macs { get; init; }
}
