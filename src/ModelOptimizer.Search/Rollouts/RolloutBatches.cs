namespace ModelOptimizer.Search.Rollouts;

/// <summary>How rollouts divide their images.</summary>
internal static class RolloutBatches
{
    /// <summary>Images per batch: as the options say, but at least two batches where there are two images.</summary>
    public static int Size(int images, RolloutOptions options) => Math.Max(1, Math.Min(options.BatchSize, (images + 1) / 2));
}
