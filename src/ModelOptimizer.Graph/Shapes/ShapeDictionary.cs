using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace ModelOptimizer.Graph.Shapes;

/// <summary>Type and shape of every value of a graph, by name. A value that could not be inferred has a null shape and a reason.</summary>
public sealed class ShapeDictionary : IReadOnlyDictionary<string, ValueInfo>
{
    private readonly Dictionary<string, ValueInfo> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _reasons = new(StringComparer.Ordinal);

    internal ShapeDictionary()
    {
    }

    /// <summary>Contents that follow from constants and shapes alone.</summary>
    internal Dictionary<string, KnownValue?> Known { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _values.Keys;

    /// <inheritdoc/>
    public IEnumerable<ValueInfo> Values => _values.Values;

    /// <inheritdoc/>
    public int Count => _values.Count;

    /// <inheritdoc/>
    public ValueInfo this[string key] => _values[key];

    /// <summary>The shape of <paramref name="name"/>.</summary>
    /// <exception cref="GraphException">It could not be inferred; the message names the operator and node at fault.</exception>
    public IReadOnlyList<Dimension> Shape(string name) => !_values.TryGetValue(name, out var value) ? throw new GraphException($"The graph has no value '{name}'.")
        : value.Shape ?? throw new GraphException($"The shape of '{name}' is not known: {_reasons.GetValueOrDefault(name, "the model does not state it.")}");

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _values.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out ValueInfo value) => _values.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, ValueInfo>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Set(ValueInfo value, string? reason = null)
    {
        _values[value.Name] = value;
        if (reason is not null)
        {
            _reasons[value.Name] = reason;
        }
    }

    internal string? Reason(string name) => _reasons.GetValueOrDefault(name);
}
