namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>Trains the pruned model with the unpruned one as its teacher.</summary>
public sealed record DistillOptions : TrainOptions
{
    /// <summary>The defaults of distilling, which starts from trained weights.</summary>
    public DistillOptions()
    {
        Epochs = 40;
        LearningRate = 0.03;
        WarmupEpochs = 1;
    }

    /// <summary>Imitation of the teacher's spatial attention.</summary>
    public AttentionOptions Attention { get; init; } = new();

    /// <summary>Imitation of the teacher's predictions.</summary>
    public LogitOptions Logits { get; init; } = new();

    /// <summary>Imitation of the teacher's boxes.</summary>
    public BoxImitationOptions Boxes { get; init; } = new();
}
