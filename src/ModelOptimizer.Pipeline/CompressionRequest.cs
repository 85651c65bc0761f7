using System.Globalization;
using ModelOptimizer.Pipeline.Cache;
using ModelOptimizer.Pipeline.Locking;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Models;

namespace ModelOptimizer.Pipeline;

/// <summary>What to compress, and what the caller says about it beyond the manifest.</summary>
/// <param name="Manifest">Path of the manifest.</param>
public sealed record CompressionRequest(string Manifest)
{
    /// <summary>Whether a missing artifact may be made.</summary>
    public CompressionMode Mode { get; init; } = CompressionMode.Auto;

    /// <summary>The cache's folder.</summary>
    public string Cache { get; init; } = ContentCache.DefaultRoot;

    /// <summary>Where to train; null does as the manifest says.</summary>
    public DeviceKind? Device { get; init; }

    /// <summary>The data set's folder, anywhere; null does as the manifest says.</summary>
    public string? DataRoot { get; init; }

    /// <summary>Threads to compute with; null for all cores but one when training and one per core when measuring. Part of the key when given, because it changes the last bits of the result.</summary>
    public int? Threads { get; init; }

    /// <summary>How much training a killed run may lose at least; checkpoints are written at the ends of epochs. No influence on the result.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The program that judges the candidates of a search; null judges them one by one in this process. No influence on the result.</summary>
    public WorkerProgram? Worker { get; init; }

    /// <summary>Where to write the log; null for a place in the cache.</summary>
    public string? Log { get; init; }

    /// <summary>What to do about the lock file beside the manifest.</summary>
    public LockUse Lock { get; init; } = LockUse.Auto;

    /// <summary>Whether this is a build server, where lock files are only read.</summary>
    public bool IsBuildServer { get; init; } = BuildServer.IsHere;

    /// <summary>Address or directory of a shared cache to ask for what the local one does not have; null for none.</summary>
    public string? SharedCache { get; init; }

    /// <summary>Whether to store the results of this run in the shared cache.</summary>
    public bool Push { get; init; }

    /// <summary>How long to wait for an answer of the shared cache to begin or to go on.</summary>
    public TimeSpan SharedCachePatience { get; init; } = Pipeline.Cache.Sharing.SharedCache.DefaultPatience;

    /// <summary>What determines the result, as arguments of <c>modelopt compress</c> beside the manifest.</summary>
    internal IEnumerable<string> Arguments()
    {
        yield return Path.GetFileName(Manifest);
        foreach (var (name, value) in (IReadOnlyList<(string, string?)>)
            [("--device", Device?.ToString().ToLowerInvariant()), ("--threads", Threads?.ToString(CultureInfo.InvariantCulture)), ("--data-root", DataRoot)])
        {
            if (value is not null)
            {
                yield return name;
                yield return value;
            }
        }
    }
}
