using System.Globalization;

namespace ModelOptimizer.Graph.Darknet.Cfg;

/// <summary>A section of a network description; knows which of its keys were asked for, so that none is passed over unseen.</summary>
internal sealed class CfgSection(string path, string name, int line)
{
    /// <summary>No size in a network is larger; keeps products of two of them within 64 bits.</summary>
    private const int Largest = 1 << 24;

    private readonly Dictionary<string, CfgEntry> _byKey = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public string Path => path;

    public string Name => name;

    public int Line => line;

    /// <summary>All entries in the file's order.</summary>
    public IEnumerable<CfgEntry> Entries => _byKey.Values;

    public void Add(CfgEntry entry)
    {
        // Darknet takes the first of two entries; where they say the same it does not matter which.
        if (!_byKey.TryAdd(entry.Key, entry) && _byKey[entry.Key].Value != entry.Value)
        {
            throw new DarknetException(path, entry.Line, $"\"{entry.Key}\" has another value already in line {_byKey[entry.Key].Line}; remove one of them.");
        }
    }

    public string? Text(string key)
    {
        _asked.Add(key);
        return _byKey.TryGetValue(key, out var entry) ? entry.Value : null;
    }

    /// <summary>A whole number of at least <paramref name="minimum"/>.</summary>
    public int Int(string key, int fallback, int minimum) => Text(key) is not { } text ? fallback
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= Largest ? value
        : throw Error($"\"{key}\" takes a whole number of at least {minimum}, not \"{text}\".", key);

    public float Float(string key, float fallback) => Text(key) is not { } text ? fallback
        : float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value) ? value
        : throw Error($"\"{key}\" takes a number, not \"{text}\".", key);

    public bool Flag(string key) => Int(key, 0, 0) != 0;

    /// <summary>Whole numbers separated by commas, or null where the key is absent.</summary>
    public int[]? Ints(string key) => List<int>(key, NumberStyles.AllowLeadingSign, "whole numbers");

    /// <summary>Numbers separated by commas, or null where the key is absent.</summary>
    public float[]? Floats(string key) => List<float>(key, NumberStyles.Float, "numbers");

    /// <summary>A length that follows from the section's numbers.</summary>
    public int Length(long value) => value <= Largest ? (int)value : throw Error($"[{name}] would make a map {value} long; no more than {Largest} is possible.");

    /// <summary>Refuses values that change what the section computes in a way this library does not know.</summary>
    public void Refuse(string key, params ReadOnlySpan<string> harmless)
    {
        if (Text(key) is { } text && !harmless.Contains(text))
        {
            throw Error($"\"{key}={text}\" is not supported in [{name}].", key);
        }
    }

    /// <summary>Refuses keys that nobody asked for and that are not among <paramref name="training"/>, those without effect on what is computed.</summary>
    public void RefuseOthers(params IReadOnlyCollection<string> training)
    {
        foreach (var entry in _byKey.Values)
        {
            if (!_asked.Contains(entry.Key) && !training.Contains(entry.Key))
            {
                throw new DarknetException(path, entry.Line, $"[{name}] has no key \"{entry.Key}\"{Suggestion.For(entry.Key, [.. _asked, .. training])}");
            }
        }
    }

    /// <summary>An error at a key, or at the section's first line where the key is absent.</summary>
    public DarknetException Error(string reason, string? key = null) => new(path, key is not null && _byKey.TryGetValue(key, out var entry) ? entry.Line : line, reason);

    private T[]? List<T>(string key, NumberStyles style, string kind) where T : struct, System.Numerics.INumber<T>
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        var parts = text.Split(',', StringSplitOptions.RemoveEmptyEntries);
        var values = new T[parts.Length];
        for (var index = 0; index < parts.Length; index++)
        {
            if (!T.TryParse(parts[index], style, CultureInfo.InvariantCulture, out values[index]) || !T.IsFinite(values[index]))
            {
                throw Error($"\"{key}\" takes {kind} separated by commas, not \"{parts[index]}\".", key);
            }
        }

        return values.Length > 0 ? values : throw Error($"\"{key}\" is empty.", key);
    }
}
