namespace ModelOptimizer.Pipeline.Cache;

/// <summary>An entry that is not as it was published.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Damage">What is wrong with it.</param>
/// <param name="Removed">Whether it was removed.</param>
public sealed record DamagedEntry(CacheEntry Entry, string Damage, bool Removed);

/// <summary>Checks every file of every entry against the hash that was taken when it was published.</summary>
public static class CacheVerification
{
    /// <summary>The damaged entries.</summary>
    /// <param name="cache">The cache.</param>
    /// <param name="repairs">Removes them, so that they are made again.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <returns>Number of entries checked, and those that are damaged.</returns>
    /// <exception cref="Diagnostics.PipelineException">An entry cannot be removed.</exception>
    public static (int Checked, IReadOnlyList<DamagedEntry> Damaged) Verify(ContentCache cache, bool repairs, CancellationToken cancellation)
    {
        List<DamagedEntry> damaged = [];
        CacheEntry[] entries = [.. new CacheInventory(cache).Entries.Where(entry => CacheInventory.Sealed.Contains(entry.Kind))];
        foreach (var entry in entries)
        {
            cancellation.ThrowIfCancellationRequested();
            if (ContentCache.DamageOf(entry.Folder) is { } damage)
            {
                damaged.Add(new(entry, damage, repairs && cache.TryRemove(entry.Kind, entry.Key)));
            }
        }

        return (entries.Length, damaged);
    }
}
