namespace ModelOptimizer.Pipeline.SingleStages;

/// <summary>The stages that can be run by themselves.</summary>
public enum StageKind
{
    /// <summary>Trains on labelled images.</summary>
    Train,

    /// <summary>Trains with a penalty on scales.</summary>
    Sparsify,

    /// <summary>Trains under a teacher.</summary>
    Distill,
}
