using ModelOptimizer.Graph.Onnx.Wire;

namespace ModelOptimizer.Graph.Onnx;

/// <summary>Turns the wire format into a checked, sorted graph.</summary>
internal sealed class GraphReader(WireModel wire, ExternalData external)
{
    /// <summary>From this version on constants need not be listed as graph inputs; older files are lifted to it.</summary>
    private const long SeparateInitializers = 4;

    private readonly ModelProto _model = wire.Model;
    private readonly GraphProto _source = wire.Model.Graph;

    public ModelGraph Read()
    {
        if (_source.SparseInitializer.Count > 0)
        {
            throw new GraphException("sparse initializers are not supported; store them dense.");
        }

        var initializers = ReadInitializers();
        var outputs = _source.Output.Select(ReadValue).ToList();
        var nodes = ReadNodes(initializers, outputs.Select(output => output.Name).ToHashSet(StringComparer.Ordinal));
        var graph = new ModelGraph
        {
            Name = _source.Name,
            IrVersion = Math.Max(_model.IrVersion, SeparateInitializers),
            OperatorSets = ReadOperatorSets(),
            Inputs = [.. _source.Input.Where(input => !initializers.ContainsKey(input.Name)).Select(ReadValue)],
            Outputs = outputs,
            Nodes = nodes,
            Initializers = initializers,
            Metadata = ReadMetadata(),
            UnknownFields = UnknownFields.Take(_source),
            UnknownModelFields = UnknownFields.Take(_model),
        };
        Soundness.SortAndCheck(graph);
        return graph;
    }

    private SortedDictionary<string, long> ReadOperatorSets()
    {
        var sets = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var set in _model.OpsetImport)
        {
            sets[Domain(set.Domain)] = set.Version;
        }

        return sets.Count > 0 ? sets : throw new GraphException("not a valid ONNX file: it names no operator set");
    }

    private SortedDictionary<string, string> ReadMetadata()
    {
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in _model.MetadataProps)
        {
            metadata[property.Key] = property.Value;
        }

        return metadata;
    }

    private Dictionary<string, TensorData> ReadInitializers()
    {
        var initializers = new Dictionary<string, TensorData>(StringComparer.Ordinal);
        foreach (var (tensor, raw) in wire.Initializers)
        {
            if (tensor.Name.Length == 0 || !initializers.TryAdd(tensor.Name, TensorFormat.Read(tensor, external, raw)))
            {
                throw new GraphException($"the initializer '{tensor.Name}' has no name or occurs twice.");
            }
        }

        return initializers;
    }

    private List<Node> ReadNodes(Dictionary<string, TensorData> initializers, HashSet<string> outputs)
    {
        var names = _source.Node.Select(node => node.Name).ToHashSet(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var next = new Dictionary<string, int>(StringComparer.Ordinal);
        var nodes = new List<Node>(_source.Node.Count);
        foreach (var source in _source.Node)
        {
            var node = ReadNode(source, UniqueName(source, names, taken, next));
            if (node.Output.Length > 0 && ConstantNode.Value(node) is { } value && !outputs.Contains(node.Output))
            {
                if (!initializers.TryAdd(node.Output, value))
                {
                    throw new GraphException($"the value '{node.Output}' is produced twice.");
                }
            }
            else
            {
                nodes.Add(node);
            }
        }

        return nodes;
    }

    private Node ReadNode(NodeProto source, string name)
    {
        if (source.Output.Count == 0)
        {
            throw new GraphException($"node '{name}' has no output.");
        }

        var attributes = new SortedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var attribute in source.Attribute)
        {
            if (!attributes.TryAdd(attribute.Name, AttributeFormat.Read(attribute, external)))
            {
                throw new GraphException($"node '{name}' has the attribute '{attribute.Name}' twice.");
            }
        }

        return new()
        {
            Name = name,
            OpType = source.OpType,
            Domain = Domain(source.Domain),
            Inputs = [.. source.Input],
            Outputs = [.. source.Output],
            Attributes = attributes,
            UnknownFields = UnknownFields.Take(source),
        };
    }

    /// <summary>The node's own name, or one made from its operator where it has none or another node took it.</summary>
    /// <param name="node">The node.</param>
    /// <param name="names">The names of all nodes.</param>
    /// <param name="taken">The names given so far.</param>
    /// <param name="next">For each stem the first number that may be free: those below stay taken, so that many nodes without a name cost no more each than few.</param>
    private static string UniqueName(NodeProto node, HashSet<string> names, HashSet<string> taken, Dictionary<string, int> next)
    {
        var stem = node.Name.Length > 0 ? node.Name : node.OpType;
        var name = node.Name;
        for (var number = next.GetValueOrDefault(stem); name.Length == 0 || !taken.Add(name); next[stem] = ++number)
        {
            var candidate = $"{stem}_{number}";
            name = names.Contains(candidate) ? "" : candidate;
        }

        return name;
    }

    private static ValueInfo ReadValue(ValueInfoProto source)
    {
        var tensor = source.Type?.TensorType ?? throw new GraphException($"'{source.Name}' is not a tensor; only tensors may enter and leave a graph.");
        return new(source.Name, (ElementType)tensor.ElemType, tensor.Shape is null ? null : [.. tensor.Shape.Dim.Select(ReadDimension)]);
    }

    private static Dimension ReadDimension(TensorShapeProto.Types.Dimension source) =>
        source.HasDimValue && source.DimValue > 0 ? new(source.DimValue)
        : source.HasDimParam && source.DimParam.Length > 0 ? new(null, source.DimParam)
        : Dimension.Unknown;

    private static string Domain(string domain) => domain == "ai.onnx" ? "" : domain;
}
