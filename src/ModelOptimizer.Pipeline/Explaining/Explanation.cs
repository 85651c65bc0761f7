namespace ModelOptimizer.Pipeline.Explaining;

/// <summary>What a compression would do, and why.</summary>
/// <param name="Manifest">Full path of the manifest.</param>
/// <param name="Key">The artifact's key.</param>
/// <param name="Cached">Whether the artifact is in the cache, so that nothing would run.</param>
/// <param name="Lock">Full path of the lock file, or null where there is none.</param>
/// <param name="LockedKey">The key that it records, or null.</param>
/// <param name="Changes">What the artifact's key is made from that the lock file records otherwise.</param>
/// <param name="Stages">Every stage, first to last.</param>
public sealed record Explanation(
    string Manifest, string Key, bool Cached, string? Lock, string? LockedKey, IReadOnlyList<KeyChange> Changes, IReadOnlyList<StageExplanation> Stages)
{
    /// <summary>Version of this format.</summary>
    public int SchemaVersion { get; init; } = 1;
}

/// <summary>What would happen to a stage, and why.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Message">What it does, for people.</param>
/// <param name="Key">Its key.</param>
/// <param name="Cached">Whether its result is in the cache.</param>
/// <param name="WouldRun">Whether it would run: its result is not in the cache, and neither is the artifact.</param>
/// <param name="Against">What its key is compared with: <c>lock</c> (the lock file), <c>cache</c> (the likest cached result of such a stage, the newest of equals), or null where nothing is known.</param>
/// <param name="AgainstKey">The key that it is compared with.</param>
/// <param name="Changes">What its key is made from that was otherwise then.</param>
public sealed record StageExplanation(
    string Name, string Message, string Key, bool Cached, bool WouldRun, string? Against, string? AgainstKey, IReadOnlyList<KeyChange> Changes);
