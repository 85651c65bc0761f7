namespace ModelOptimizer.Graph.Zoo;

/// <summary>
/// Builds a graph step by step: start with <see cref="Input"/>, chain the operators of <see cref="Feature"/>, end with <see cref="Output"/>.
/// Every value is named after the node that writes it. Weights are drawn from the seed in the order of the calls.
/// </summary>
/// <param name="name">The graph's name.</param>
/// <param name="seed">Determines all weights.</param>
public sealed class GraphBuilder(string name, long seed)
{
    private readonly WeightGenerator _generator = new(seed);

    /// <summary>The graph built so far (ONNX operator set 17).</summary>
    public ModelGraph Graph { get; } = new() { Name = name };

    /// <summary>Adds an image input, float32 <c>[N, channels, height, width]</c> with a free batch size.</summary>
    public Feature Input(string name, int channels, int height, int width)
    {
        Graph.Inputs.Add(new(name, ElementType.Float32, [new(null, "N"), channels, height, width]));
        return new(this, name, channels);
    }

    /// <summary>Makes <paramref name="feature"/> an output; <paramref name="shape"/> is its shape without the batch.</summary>
    public void Output(Feature feature, params IEnumerable<long> shape) =>
        Graph.Outputs.Add(new(feature.Name, ElementType.Float32, [new(null, "N"), .. shape.Select(size => new Dimension(size))]));

    /// <summary>Adds a constant and returns its name.</summary>
    public string Constant(string name, TensorData value)
    {
        Graph.Initializers.Add(name, value);
        return name;
    }

    /// <summary>Adds a constant drawn from a normal distribution with mean 0 and returns its name.</summary>
    public string Weights(string name, long[] shape, double deviation) => Constant(name, _generator.Normal(shape, deviation));

    /// <summary>Adds a node with one output that has the node's name, and <paramref name="channels"/> channels.</summary>
    public Feature Node(string operation, string name, int channels, IEnumerable<string> inputs, params IEnumerable<(string Name, object Value)> attributes)
    {
        Nodes(operation, name, inputs, [name], attributes);
        return new(this, name, channels);
    }

    internal void Nodes(string operation, string name, IEnumerable<string> inputs, List<string> outputs, IEnumerable<(string Name, object Value)> attributes)
    {
        var node = new Node { Name = name, OpType = operation, Inputs = [.. inputs], Outputs = outputs };
        foreach (var (key, value) in attributes)
        {
            node.Attributes[key] = value;
        }

        Graph.Nodes.Add(node);
    }
}
