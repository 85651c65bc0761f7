namespace ModelOptimizer.Search.Spaces;

/// <summary>How layers that are coupled, such as those of a residual stage, come to one ratio. Which channels leave is the same for all of them in any case.</summary>
public enum AlignmentRule
{
    /// <summary>One decision for all of them, taken at the first that is reached.</summary>
    Shared,

    /// <summary>A decision for each of them; the mean of those that were taken holds.</summary>
    Mean,

    /// <summary>
    /// A decision for each of them; the largest ratio holds, as in the released code of ABCP (arXiv 2110.03858). It favours the cap: of nine ratios one is
    /// close to it more often than not.
    /// </summary>
    Largest,
}
