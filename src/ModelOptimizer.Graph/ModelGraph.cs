namespace ModelOptimizer.Graph;

/// <summary>
/// A neural network: nodes in topological order over named values. Mutable and cheap to clone: tensors are shared, structure is copied.
/// </summary>
public sealed class ModelGraph
{
    /// <summary>The graph's name.</summary>
    public string Name { get; set; } = "model";

    /// <summary>The ONNX intermediate representation version of the file.</summary>
    public long IrVersion { get; set; } = 8;

    /// <summary>Operator set versions by domain; the empty domain is ONNX's own.</summary>
    public SortedDictionary<string, long> OperatorSets { get; init; } = new(StringComparer.Ordinal) { [""] = 17 };

    /// <summary>Graph inputs, without those that are initializers.</summary>
    public List<ValueInfo> Inputs { get; init; } = [];

    /// <summary>Graph outputs.</summary>
    public List<ValueInfo> Outputs { get; init; } = [];

    /// <summary>Operators, producers before consumers.</summary>
    public List<Node> Nodes { get; init; } = [];

    /// <summary>Constants by value name: weights, biases, statistics, shape arguments.</summary>
    public Dictionary<string, TensorData> Initializers { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The file's metadata properties.</summary>
    public SortedDictionary<string, string> Metadata { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Serialized fields of the source file's graph that this library does not know; written back unchanged.</summary>
    internal byte[]? UnknownFields { get; init; }

    /// <summary>The same for the fields around the graph (producer, documentation, functions, ...).</summary>
    internal byte[]? UnknownModelFields { get; init; }

    /// <summary>A copy that shares only tensors with this graph.</summary>
    public ModelGraph Clone() => new()
    {
        Name = Name,
        IrVersion = IrVersion,
        OperatorSets = new(OperatorSets, StringComparer.Ordinal),
        Inputs = [.. Inputs],
        Outputs = [.. Outputs],
        Nodes = [.. Nodes.Select(node => node.Clone())],
        Initializers = new(Initializers, StringComparer.Ordinal),
        Metadata = new(Metadata, StringComparer.Ordinal),
        UnknownFields = UnknownFields,
        UnknownModelFields = UnknownModelFields,
    };
}
