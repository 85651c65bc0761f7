using System.Security.Cryptography;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Keys;

namespace ModelOptimizer.Pipeline.Cache.Sharing;

/// <summary>
/// A cache that several machines use. It is asked for what the local cache does not have; what it sends is checked before it becomes an entry; it gets something only when it is
/// pushed. It never fails a run: its first failure is a warning, and it is not asked again.
/// </summary>
public sealed class SharedCache : IDisposable
{
    private const string Actions = "ac";
    private const string Contents = "cas";
    private const string Model = "model.onnx";

    /// <summary>How long to wait for an answer to begin or to go on.</summary>
    public static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(15);

    private readonly IBlobStore store;
    private readonly Action<Diagnostic> report;
    private bool isGivenUp;

    private SharedCache(IBlobStore store, Action<Diagnostic> report) => (this.store, this.report) = (store, report);

    /// <summary>Where the shared cache is by default: <c>MODELOPT_SHARED_CACHE</c>, or null.</summary>
    public static string? DefaultPlace => Environment.GetEnvironmentVariable("MODELOPT_SHARED_CACHE") is { Length: > 0 } place ? place : null;

    /// <summary>Opens a shared cache; nothing is sent yet.</summary>
    /// <param name="place">An address (http, https) or a directory.</param>
    /// <param name="report">Hears of what is wrong with it.</param>
    /// <param name="patience">How long to wait for an answer to begin or to go on.</param>
    /// <exception cref="PipelineException">The place is neither (<see cref="DiagnosticCodes.Usage"/>).</exception>
    public static SharedCache Open(string place, Action<Diagnostic> report, TimeSpan patience)
    {
        if (!place.Contains("://", StringComparison.Ordinal))
        {
            return new(new FolderStore(Path.GetFullPath(place)), report);
        }

        return Uri.TryCreate(place, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "file"
            ? new(address.IsFile ? new FolderStore(address.LocalPath) : new HttpStore(address, patience), report)
            : throw new PipelineException(Diagnostic.Error(DiagnosticCodes.Usage, "A shared cache (--shared-cache, MODELOPT_SHARED_CACHE) is a directory or an address that begins with http:// or https://."));
    }

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();

    /// <summary>Copies a result into the local cache. The caller holds the key's lock.</summary>
    /// <param name="cache">The local cache.</param>
    /// <param name="kind"><c>artifacts</c> or <c>stages</c>.</param>
    /// <param name="key">The result's key.</param>
    /// <param name="sha256">What its model must hash to, or null where nothing is recorded.</param>
    /// <returns>The entry's folder, or null where the shared cache has no such result or none that can be used.</returns>
    /// <exception cref="PipelineException">The local cache cannot be written.</exception>
    internal string? Fetch(ContentCache cache, string kind, ContentKey key, string? sha256 = null) => Try("does not help", () =>
    {
        using var description = new MemoryStream();
        if (!store.TryRead(Actions, key.Hash, ActionResult.LargestBytes, description))
        {
            return null;
        }

        var files = ActionResult.Read(description.ToArray());
        if (SharedEntryCheck.Required(kind).FirstOrDefault(name => files.All(file => file.Name != name)) is { } missing)
        {
            throw new SharedCacheException($"its result {key.Hash} has no {missing}");
        }

        if (sha256 is not null && files.First(file => file.Name == Model).Sha256 != sha256)
        {
            throw new SharedCacheException($"its result {key.Hash} is not the one that the lock file records ({sha256})");
        }

        return cache.Publish(kind, key, folder =>
        {
            foreach (var file in files)
            {
                Download(file, Path.Combine(folder, file.Name));
            }

            SharedEntryCheck.Check(folder, kind, key);
        });
    });

    /// <summary>Stores a result of the local cache; files first, so that nobody finds a result without them.</summary>
    /// <param name="folder">The entry's folder.</param>
    /// <param name="key">The result's key.</param>
    internal void Push(string folder, ContentKey key) => Try<object>("does not take the result", () =>
    {
        if (store.Has(Actions, key.Hash))
        {
            return null;
        }

        SharedFile[] files =
        [
            .. from path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)
               let name = Path.GetFileName(path)
               where SharedFile.IsShared(name)
               select new SharedFile(name, EntrySeal.HashOf(folder, name), new FileInfo(path).Length),
        ];
        foreach (var file in files.Where(file => !store.Has(Contents, file.Sha256)))
        {
            using var content = File.OpenRead(Path.Combine(folder, file.Name));
            store.Write(Contents, file.Sha256, content);
        }

        using var description = new MemoryStream(ActionResult.Write(files));
        store.Write(Actions, key.Hash, description);
        return null;
    });

    private void Download(SharedFile file, string path)
    {
        using var target = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite);
        if (!store.TryRead(Contents, file.Sha256, file.Bytes, target))
        {
            throw new SharedCacheException($"it does not have {file.Name} ({file.Sha256})");
        }

        target.Position = 0;
        if (Convert.ToHexStringLower(SHA256.HashData(target)) != file.Sha256)
        {
            throw new SharedCacheException($"what it sends as {file.Name} is not what its hash says");
        }
    }

    private T? Try<T>(string what, Func<T?> use)
        where T : class
    {
        if (isGivenUp)
        {
            return null;
        }

        try
        {
            return use();
        }
        catch (SharedCacheException error)
        {
            isGivenUp = true;
            report(Diagnostic.Warning(DiagnosticCodes.SharedCacheFailed, $"The shared cache {store.Place} {what}: {error.Message}. This run goes on without it."));
            return null;
        }
    }
}
