using ModelOptimizer.Graph.Onnx;

namespace ModelOptimizer.Graph.Rewrites;

/// <summary>Who needs a value: nodes, and besides them graph outputs and subgraphs, whose names for it cannot be changed.</summary>
internal sealed class Uses(ModelGraph graph)
{
    private readonly GraphIndex _index = new(graph);
    private readonly HashSet<string> _fixed = [.. graph.Outputs.Select(output => output.Name), .. graph.Nodes.SelectMany(Subgraphs.Captures)];

    /// <summary>Whether the value is a graph output or read inside a subgraph.</summary>
    public bool IsFixed(string value) => _fixed.Contains(value);

    /// <summary>The node that writes <paramref name="value"/> if nobody but one node input reads it, else null.</summary>
    public Node? SoleProducer(string value) => !IsFixed(value) && _index.Consumers(value).Count == 1 ? _index.Producer(value) : null;

    /// <summary>Whether a single node input reads the value.</summary>
    public bool IsReadOnce(string value) => !IsFixed(value) && _index.Consumers(value).Count == 1;

    /// <summary>The nodes that read <paramref name="value"/>.</summary>
    public IReadOnlyList<(Node Node, int Input)> Readers(string value) => _index.Consumers(value);
}
