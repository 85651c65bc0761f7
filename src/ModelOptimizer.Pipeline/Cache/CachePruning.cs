namespace ModelOptimizer.Pipeline.Cache;

/// <summary>Makes a cache smaller, what was used longest ago first.</summary>
public static class CachePruning
{
    /// <summary>Removes what the limits do not allow. What a run makes or reads stays.</summary>
    /// <param name="cache">The cache.</param>
    /// <param name="limits">What may stay.</param>
    /// <param name="isDryRun">Removes nothing, only says what would go.</param>
    /// <exception cref="Diagnostics.PipelineException">The cache cannot be written.</exception>
    public static PruneOutcome Prune(ContentCache cache, CacheLimits limits, bool isDryRun)
    {
        var inventory = new CacheInventory(cache);
        List<CacheEntry> removed = [], inUse = [];
        var bytes = inventory.Bytes;
        foreach (var entry in inventory.Entries.OrderBy(entry => entry.Used).ThenBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (!(entry.Used < limits.OldestUse) && !(bytes > limits.Bytes))
            {
                continue;
            }

            if (isDryRun ? cache.IsInUse(entry.Key) : !cache.TryRemove(entry.Kind, entry.Key))
            {
                inUse.Add(entry);
                continue;
            }

            removed.Add(entry);
            bytes -= entry.Bytes;
        }

        return new(removed, inUse, bytes);
    }
}
