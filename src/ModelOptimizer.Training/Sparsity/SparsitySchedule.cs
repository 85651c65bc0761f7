namespace ModelOptimizer.Training.Sparsity;

/// <summary>How the penalty on scales changes while training.</summary>
public enum SparsitySchedule
{
    /// <summary>Every channel feels the full rate until the release, then the important ones a hundredth of it (arXiv 2306.01526, section on dynamic sparse training).</summary>
    Dynamic,

    /// <summary>Every channel feels the full rate throughout (network slimming: Liu et al., arXiv 1708.06519).</summary>
    Constant,
}
