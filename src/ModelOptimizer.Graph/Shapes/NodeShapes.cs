namespace ModelOptimizer.Graph.Shapes;

/// <summary>What a shape rule sees of a node and says about it.</summary>
internal sealed class NodeShapes(Node node, ModelGraph graph, ShapeDictionary table)
{
    /// <summary>Indices of known contents are computed axis by axis.</summary>
    private const int MostAxes = 64;

    public Node Node => node;

    /// <summary>The version of ONNX's operator set, which decides between attributes and inputs.</summary>
    public long OperatorSet => graph.OperatorSets.GetValueOrDefault("", 1);

    public bool Has(int input) => node.Input(input) is not null;

    /// <exception cref="UnknownShapeException">The shape is not known.</exception>
    public IReadOnlyList<Dimension> Shape(int input) =>
        table[Name(input)].Shape ?? throw new UnknownShapeException(table.Reason(Name(input)) ?? $"the model does not state the shape of '{Name(input)}'.");

    public ElementType Type(int input) => table[Name(input)].Type;

    /// <summary>The content of an input where it is known without running the model.</summary>
    public KnownValue? Value(int input)
    {
        if (node.Input(input) is not { } name)
        {
            return null;
        }

        if (!table.Known.TryGetValue(name, out var value))
        {
            table.Known[name] = value = graph.Initializers.TryGetValue(name, out var tensor) ? KnownValue.Of(tensor) : null;
        }

        return value;
    }

    /// <summary>Integers given by an input, which must be constant; null where the input is absent.</summary>
    /// <exception cref="UnknownShapeException">The input is not constant.</exception>
    public long[]? Integers(int input) => !Has(input) ? null
        : Value(input)?.Integers ?? throw new UnknownShapeException($"{node.OpType} '{node.Name}' gets its '{node.Inputs[input]}' only when the model runs.");

    /// <summary>Integers given by an attribute in old operator sets and by an input in new ones.</summary>
    public long[]? Integers(string attribute, int input) => node.Ints(attribute) ?? Integers(input);

    /// <exception cref="GraphException">The shape is none: a size is negative, or there are more axes than anybody has use for.</exception>
    public void Set(int output, ElementType type, IReadOnlyList<Dimension>? shape, KnownValue? value = null)
    {
        if (shape is not null && (shape.Count > MostAxes || shape.Any(size => size.Value < 0)))
        {
            throw new GraphException(shape.Count > MostAxes ? $"its output would have {shape.Count} axes." : $"its output would have the shape {Dimensions.Text(shape)}.");
        }

        if (output < node.Outputs.Count && node.Outputs[output].Length > 0)
        {
            table.Set(new(node.Outputs[output], type, shape));
            table.Known[node.Outputs[output]] = value;
        }
    }

    private string Name(int input) => node.Input(input) ?? throw new GraphException($"lacks its input {input}.");
}
