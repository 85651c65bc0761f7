namespace ModelOptimizer.Training.Execution;

/// <summary>What a forward pass is for.</summary>
public enum ExecutionMode
{
    /// <summary>Batch normalisation uses its running statistics, dropout passes through, nothing is recorded for a backward pass.</summary>
    Inference,

    /// <summary>Batch normalisation uses and updates batch statistics, dropout drops, gradients are recorded.</summary>
    Training,

    /// <summary>Batch normalisation uses and updates batch statistics, dropout passes through, nothing is recorded for a backward pass.</summary>
    Measurement,
}
