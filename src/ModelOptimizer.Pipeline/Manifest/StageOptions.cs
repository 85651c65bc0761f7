namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>The stages, in the order in which they run; a stage that is absent is not run.</summary>
public sealed record StageOptions
{
    /// <summary>Trains the model; required for an architecture of the zoo, which comes untrained.</summary>
    public TrainOptions? Train { get; init; }

    /// <summary>Trains with an L1 penalty on the scales of batch normalisation, so that unimportant channels fade.</summary>
    public SparsifyOptions? Sparsify { get; init; }

    /// <summary>Removes channels until the budget is met.</summary>
    public PruneOptions? Prune { get; init; }

    /// <summary>Trains the pruned model with the unpruned one as its teacher.</summary>
    public DistillOptions? Distill { get; init; }
}
