namespace ModelOptimizer.Pipeline.Locking;

/// <summary>What to do about the lock file beside a manifest.</summary>
public enum LockUse
{
    /// <summary>An artifact must have the bytes that the lock file records for its key; a run that makes one records it, except on a build server.</summary>
    Auto,

    /// <summary>The artifact is recorded, whatever the lock file says.</summary>
    Update,

    /// <summary>The lock file is neither read nor written.</summary>
    Off,
}
