using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Keys;

namespace ModelOptimizer.Pipeline.Cache;

/// <summary>Folders addressed by the key of what is in them. An entry is complete and unchanged, or it is not there.</summary>
public sealed class ContentCache
{
    private readonly Action<Diagnostic> report;

    /// <summary>Opens a cache; nothing is created until something is written.</summary>
    /// <param name="root">Its folder.</param>
    /// <param name="report">Hears of damaged entries.</param>
    public ContentCache(string root, Action<Diagnostic> report)
    {
        Root = Path.GetFullPath(root);
        this.report = report;
    }

    /// <summary>Full path of the cache's folder.</summary>
    public string Root { get; }

    /// <summary>Where caches lie by default: <c>MODELOPT_CACHE</c>, else <c>$XDG_CACHE_HOME/modelopt</c>, else <c>~/.cache/modelopt</c>
    /// (<c>%LOCALAPPDATA%\modelopt</c> on Windows).</summary>
    public static string DefaultRoot
    {
        get
        {
            if (Environment.GetEnvironmentVariable("MODELOPT_CACHE") is { Length: > 0 } own)
            {
                return own;
            }

            if (OperatingSystem.IsWindows())
            {
                return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "modelopt");
            }

            return Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } xdg
                ? Path.Combine(xdg, "modelopt")
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "modelopt");
        }
    }

    /// <summary>The folder of an entry, or null when it is not there. A damaged entry is removed with a warning and counts as not there.</summary>
    /// <param name="kind"><c>artifacts</c> or <c>stages</c>.</param>
    /// <param name="key">The entry's key.</param>
    public string? Find(string kind, ContentKey key)
    {
        var folder = FolderOf(kind, key);
        if (!File.Exists(EntrySeal.PathOf(folder)))
        {
            return null;
        }

        if (EntrySeal.Damage(folder) is not { } damage)
        {
            Touch(folder);
            return folder;
        }

        report(Diagnostic.Warning(DiagnosticCodes.CacheCorrupted, $"The cache entry {folder} is damaged ({damage}); it is made again."));
        Guard(() => Directory.Delete(folder, recursive: true));
        return null;
    }

    /// <summary>Publishes an entry in one step: no reader ever sees a part of it. The caller holds the key's lock.</summary>
    /// <param name="kind"><c>artifacts</c> or <c>stages</c>.</param>
    /// <param name="key">The entry's key.</param>
    /// <param name="write">Fills the folder it is given.</param>
    /// <returns>The entry's folder.</returns>
    /// <exception cref="PipelineException">The cache cannot be written (<see cref="DiagnosticCodes.CacheUnusable"/>).</exception>
    public string Publish(string kind, ContentKey key, Action<string> write)
    {
        var folder = FolderOf(kind, key);
        Guard(() =>
        {
            // The key's lock is held, so what lies there is left over from a killed run.
            var temporary = Path.Combine(Root, "temporary", key.Hash);
            Clear(temporary);
            Directory.CreateDirectory(temporary);
            write(temporary);
            EntrySeal.Write(temporary);
            Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
            Clear(folder);
            Directory.Move(temporary, folder);
        });
        return folder;
    }

    /// <summary>Keeps an entry from being pruned while it is read, by this process or another; ends with the process at the latest.</summary>
    /// <param name="folder">The entry's folder.</param>
    /// <exception cref="PipelineException">It has been removed since it was found, or the cache cannot be written (<see cref="DiagnosticCodes.CacheUnusable"/>).</exception>
    public IDisposable Use(string folder)
    {
        CacheLock? use = null;
        Guard(() =>
        {
            Directory.CreateDirectory(Path.Combine(Root, "locks"));
            use = CacheLock.Share(UseFile(Path.GetFileName(folder)));
            if (!File.Exists(EntrySeal.PathOf(folder)))
            {
                use.Dispose();
                throw new IOException($"{folder} has been removed meanwhile; the same command makes it again.");
            }
        });
        return use!;
    }

    /// <summary>Removes an entry in one step, unless a run makes it or reads it.</summary>
    /// <param name="kind">The folder that it lies in.</param>
    /// <param name="hash">The hash of its key.</param>
    /// <returns>Whether it is gone.</returns>
    /// <exception cref="PipelineException">The cache cannot be written (<see cref="DiagnosticCodes.CacheUnusable"/>).</exception>
    public bool TryRemove(string kind, string hash)
    {
        var (folder, locks) = (Path.Combine(Root, kind, hash), Path.Combine(Root, "locks"));
        var removed = false;
        Guard(() =>
        {
            Directory.CreateDirectory(locks);
            using var held = CacheLock.TryTake(Path.Combine(locks, hash));
            using var unused = CacheLock.TryTake(UseFile(hash));
            if (held is null || unused is null)
            {
                return;
            }

            var doomed = Path.Combine(Root, "temporary", $"{hash}.{Environment.ProcessId}");
            Directory.CreateDirectory(Path.GetDirectoryName(doomed)!);
            Directory.Move(folder, doomed);
            Directory.Delete(doomed, recursive: true);
            removed = true;
        });
        return removed;
    }

    /// <summary>Whether a run makes an entry, or reads it.</summary>
    /// <param name="hash">The hash of its key.</param>
    public bool IsInUse(string hash) => CacheLock.IsHeldAt(Path.Combine(Root, "locks", hash)) || CacheLock.IsHeldAt(UseFile(hash));

    /// <summary>What is wrong with an entry, or null.</summary>
    /// <param name="folder">The entry's folder.</param>
    public static string? DamageOf(string folder) => File.Exists(EntrySeal.PathOf(folder)) ? EntrySeal.Damage(folder) : "its seal is missing";

    /// <summary>When an entry was last found or made, to the hour; null where it has no seal.</summary>
    internal static DateTimeOffset? DateOf(string folder) =>
        new FileInfo(EntrySeal.PathOf(folder)) is { Exists: true } seal ? new DateTimeOffset(seal.LastWriteTimeUtc) : null;

    /// <summary>A folder that survives a killed run, for the checkpoints of what will become an entry.</summary>
    /// <exception cref="PipelineException">The cache cannot be written (<see cref="DiagnosticCodes.CacheUnusable"/>).</exception>
    public string WorkFolder(ContentKey key)
    {
        var folder = Path.Combine(Root, "work", key.Hash);
        Guard(() => Directory.CreateDirectory(folder));
        return folder;
    }

    /// <summary>Removes the folder of <see cref="WorkFolder"/> once the entry is published.</summary>
    public void DiscardWork(ContentKey key) => Guard(() => Clear(Path.Combine(Root, "work", key.Hash)));

    /// <summary>Waits until no other process works on a key, then keeps them out until disposed.</summary>
    /// <param name="key">The key.</param>
    /// <param name="waiting">Called once when another process holds it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="PipelineException">The cache cannot be written (<see cref="DiagnosticCodes.CacheUnusable"/>).</exception>
    public CacheLock Lock(ContentKey key, Action waiting, CancellationToken cancellation)
    {
        var path = CacheLock.PathOf(Root, key.Hash);
        Guard(() => Directory.CreateDirectory(Path.GetDirectoryName(path)!));
        return CacheLock.Take(path, waiting, Unusable, cancellation);
    }

    private static void Clear(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Pruning goes by the last use; to the hour is enough. A use in the future is from a clock that was wrong. A cache that cannot be written is still good to read.
    private static void Touch(string folder)
    {
        var (seal, now) = (EntrySeal.PathOf(folder), DateTime.UtcNow);
        try
        {
            if ((now - File.GetLastWriteTimeUtc(seal)).Duration() > TimeSpan.FromHours(1))
            {
                File.SetLastWriteTimeUtc(seal, now);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }

    private string UseFile(string hash) => Path.Combine(Root, "locks", hash + ".use");

    private string FolderOf(string kind, ContentKey key) => Path.Combine(Root, kind, key.Hash);

    /// <summary>Writes into the cache; a failure becomes <see cref="DiagnosticCodes.CacheUnusable"/>.</summary>
    internal void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unusable(error);
        }
    }

    private PipelineException Unusable(Exception error) => new(
        Diagnostic.Error(DiagnosticCodes.CacheUnusable, $"The cache {Root} cannot be written: {error.Message} Choose another with --cache or MODELOPT_CACHE."),
        error);
}
