namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>What the pruned model must come down to, against the model before pruning. At least one of them.</summary>
public sealed record BudgetOptions
{
    /// <summary>Change of the number of parameters, at least.</summary>
    public Percentage? Parameters { get; init; }

    /// <summary>Change of the number of multiply-accumulates, at least.</summary>
    public Percentage? Macs { get; init; }

    /// <summary>Largest size of the pruned model's file.</summary>
    [OmittedByDefault]
    public ByteSize? Bytes { get; init; }

    /// <summary>Longest run of the pruned model in ONNX Runtime, one image at a time.</summary>
    [OmittedByDefault]
    public Duration? Latency { get; init; }
}
