namespace ModelOptimizer.Pipeline.Cache;

/// <summary>What a cache may keep.</summary>
/// <param name="OldestUse">Entries last used before this go; null keeps them whatever their age.</param>
/// <param name="Bytes">What is used longest ago goes until the rest is at most this large; null for no limit.</param>
public sealed record CacheLimits(DateTimeOffset? OldestUse, long? Bytes);

/// <summary>What pruning did.</summary>
/// <param name="Removed">Entries removed, or to be removed in a dry run.</param>
/// <param name="InUse">Entries that would have gone, but a run makes them or reads them.</param>
/// <param name="KeptBytes">Size of what is left.</param>
public sealed record PruneOutcome(IReadOnlyList<CacheEntry> Removed, IReadOnlyList<CacheEntry> InUse, long KeptBytes)
{
    /// <summary>Size of what was removed.</summary>
    public long RemovedBytes => Removed.Sum(entry => entry.Bytes);
}
