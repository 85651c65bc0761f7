namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>How the sparsity penalty changes while training.</summary>
public enum SparsitySchedule
{
    /// <summary>Penalises every channel at first, then releases the important ones to a hundredth of the rate.</summary>
    Dynamic,

    /// <summary>The same penalty for every channel throughout.</summary>
    Constant,
}
