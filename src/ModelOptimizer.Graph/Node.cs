namespace ModelOptimizer.Graph;

/// <summary>
/// One operator. Values are named by strings as in ONNX; an empty input name is an absent optional input.
/// Attribute values are <see cref="long"/>, <see cref="float"/>, <see cref="string"/>, their arrays, <see cref="TensorData"/>, or an
/// <see cref="OpaqueValue"/> for what this library carries through without looking inside.
/// </summary>
public sealed class Node
{
    /// <summary>The name, unique within a graph.</summary>
    public required string Name { get; init; }

    /// <summary>The operator, such as <c>Conv</c>.</summary>
    public required string OpType { get; init; }

    /// <summary>The operator set's domain; empty for ONNX itself.</summary>
    public string Domain { get; init; } = "";

    /// <summary>Names of the values read.</summary>
    public required List<string> Inputs { get; init; }

    /// <summary>Names of the values written.</summary>
    public required List<string> Outputs { get; init; }

    /// <summary>Attributes by name.</summary>
    public SortedDictionary<string, object> Attributes { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Serialized fields of the source file that this library does not know; written back unchanged.</summary>
    internal byte[]? UnknownFields { get; init; }

    /// <summary>The first output's name.</summary>
    public string Output => Outputs[0];

    /// <summary>Input <paramref name="index"/>, or null where it is absent.</summary>
    public string? Input(int index) => index < Inputs.Count && Inputs[index].Length > 0 ? Inputs[index] : null;

    /// <summary>An integer attribute.</summary>
    public long Int(string name, long fallback) => Attribute(name, fallback);

    /// <summary>A floating-point attribute.</summary>
    public float Float(string name, float fallback) => Attribute(name, fallback);

    /// <summary>A text attribute.</summary>
    public string Text(string name, string fallback) => Attribute(name, fallback);

    /// <summary>An integer list attribute, or null where it is absent.</summary>
    public long[]? Ints(string name) => Attribute<long[]?>(name, null);

    /// <summary>A floating-point list attribute, or null where it is absent.</summary>
    public float[]? Floats(string name) => Attribute<float[]?>(name, null);

    /// <summary>A copy that shares nothing mutable with this node.</summary>
    public Node Clone() => new()
    {
        Name = Name,
        OpType = OpType,
        Domain = Domain,
        Inputs = [.. Inputs],
        Outputs = [.. Outputs],
        Attributes = new(Attributes, StringComparer.Ordinal),
        UnknownFields = UnknownFields,
    };

    /// <inheritdoc/>
    public override string ToString() => $"{OpType} '{Name}' ({string.Join(", ", Inputs)}) -> ({string.Join(", ", Outputs)})";

    private T Attribute<T>(string name, T fallback) => !Attributes.TryGetValue(name, out var value) ? fallback
        : value is T typed ? typed
        : throw new GraphException($"Attribute '{name}' of {OpType} '{Name}' is {value.GetType().Name}, not {typeof(T).Name}.");
}
