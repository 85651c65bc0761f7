using System.Text.Json;

namespace ModelOptimizer.Pipeline.Cache;

/// <summary>What lies in a cache, whoever made it.</summary>
public sealed class CacheInventory
{
    /// <summary>Kinds of entries that are whole and sealed.</summary>
    internal static readonly string[] Sealed = ["artifacts", "stages"];

    private static readonly string[] Unsealed = ["work", "temporary"];

    private readonly Dictionary<string, string> models = [];

    /// <summary>Looks through a cache; what is in it is not checked (<see cref="CacheVerification"/> does that).</summary>
    /// <param name="cache">The cache.</param>
    public CacheInventory(ContentCache cache)
    {
        var artifacts = Folders(cache, "artifacts").Select(Artifact).ToArray();
        Entries = [.. artifacts, .. Folders(cache, "stages").Select(Stage), .. Unsealed.SelectMany(kind => Folders(cache, kind).Select(folder => Leftover(kind, folder)))];
    }

    /// <summary>All entries: artifacts, stages, unfinished work.</summary>
    public IReadOnlyList<CacheEntry> Entries { get; }

    /// <summary>Size of all entries.</summary>
    public long Bytes => Entries.Sum(entry => entry.Bytes);

    private static DirectoryInfo[] Folders(ContentCache cache, string kind)
    {
        var folder = new DirectoryInfo(Path.Combine(cache.Root, kind));
        return folder.Exists ? [.. folder.GetDirectories().OrderBy(entry => entry.Name, StringComparer.Ordinal)] : [];
    }

    private CacheEntry Artifact(DirectoryInfo folder)
    {
        using var report = Read(Path.Combine(folder.FullName, "report.json"));
        var model = TextOf(report?.RootElement, "name");
        if (model is not null && report!.RootElement.TryGetProperty("stages", out var stages) && stages.ValueKind == JsonValueKind.Array)
        {
            foreach (var stage in stages.EnumerateArray())
            {
                if (TextOf(stage, "key") is { } key)
                {
                    models[key] = model;
                }
            }
        }

        return Entry("artifacts", folder, model, null);
    }

    private CacheEntry Stage(DirectoryInfo folder)
    {
        using var record = Read(Path.Combine(folder.FullName, "stage.json"));
        return Entry("stages", folder, models.GetValueOrDefault(folder.Name), TextOf(record?.RootElement, "name"));
    }

    private CacheEntry Leftover(string kind, DirectoryInfo folder) => Entry(kind, folder, models.GetValueOrDefault(folder.Name), null);

    private static CacheEntry Entry(string kind, DirectoryInfo folder, string? model, string? stage)
    {
        var (bytes, used) = (0L, new DateTimeOffset(folder.LastWriteTimeUtc));
        try
        {
            foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories))
            {
                bytes += file.Length;
                used = file.LastWriteTimeUtc > used ? file.LastWriteTimeUtc : used;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A run moved it meanwhile; what was seen of it counts.
        }

        return new(kind, folder.Name, model, stage, bytes, Sealed.Contains(kind) && ContentCache.DateOf(folder.FullName) is { } sealedAt ? sealedAt : used, folder.FullName);
    }

    private static JsonDocument? Read(string path)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } record && record.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
