using System.Text.Json;
using ModelOptimizer.Pipeline.Keys;

namespace ModelOptimizer.Pipeline.Cache;

/// <summary>The file of a cache entry that lists the others with their hashes. It is written last: an entry without it is none.</summary>
internal static class EntrySeal
{
    /// <summary>The seal's name.</summary>
    public const string Name = "entry.json";

    /// <summary>The seal of an entry.</summary>
    public static string PathOf(string folder) => Path.Combine(folder, Name);

    /// <summary>Seals an entry.</summary>
    public static void Write(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)];
        using var seal = File.Create(PathOf(folder));
        using var json = new Utf8JsonWriter(seal);
        json.WriteStartObject();
        foreach (var file in files)
        {
            json.WriteString(Path.GetFileName(file), FileHash.Of(file));
        }

        json.WriteEndObject();
    }

    /// <summary>The SHA-256 of a file of an entry, as it was sealed.</summary>
    public static string HashOf(string folder, string file) => Read(folder)[file];

    /// <summary>What is wrong with an entry's files, or null.</summary>
    public static string? Damage(string folder)
    {
        try
        {
            var hashes = Read(folder);
            return hashes.Count == 0 ? "its seal is empty"
                : hashes.Keys.FirstOrDefault(name => !IsHere(name)) is { } astray ? $"its seal names {astray}, which is elsewhere"
                : hashes.Keys.FirstOrDefault(name => FileHash.Of(Path.Combine(folder, name)) != hashes[name]) is { } changed ? $"{changed} has changed"
                : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return "its seal cannot be read";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }

    private static bool IsHere(string name) => name.Length > 0 && Path.GetFileName(name) == name && !name.Contains('\0', StringComparison.Ordinal);

    // By hand: every build reads one, for which the serializer would have to start.
    private static Dictionary<string, string> Read(string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(PathOf(folder)));
        var hashes = new Dictionary<string, string>();
        foreach (var file in document.RootElement.EnumerateObject())
        {
            hashes[file.Name] = file.Value.GetString() ?? "";
        }

        return hashes;
    }
}
