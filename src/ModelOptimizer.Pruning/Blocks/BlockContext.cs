using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Onnx;

namespace ModelOptimizer.Pruning.Blocks;

/// <summary>What is asked about a graph while its blocks are found.</summary>
internal sealed class BlockContext
{
    private readonly ModelGraph _graph;
    private readonly GraphIndex _index;
    private readonly Dictionary<Node, int> _positions;
    private readonly HashSet<string> _fixed;

    public BlockContext(ModelGraph graph)
    {
        _graph = graph;
        _index = new(graph);
        _positions = graph.Nodes.Select((node, position) => (node, position)).ToDictionary(pair => pair.node, pair => pair.position);
        _fixed = [.. graph.Outputs.Select(output => output.Name), .. graph.Nodes.SelectMany(Subgraphs.Captures)];
    }

    /// <summary>Whether a value is a graph output or read inside a subgraph, so that its name must stay.</summary>
    public bool IsFixed(string value) => _fixed.Contains(value);

    public Node? Producer(string value) => _index.Producer(value);

    public IReadOnlyList<(Node Node, int Input)> Readers(string value) => _index.Consumers(value);

    public int Position(Node node) => _positions[node];

    /// <summary>The values that a node reads, constants aside.</summary>
    public List<string> Reads(Node node) => node.Inputs.FindAll(input => input.Length > 0 && !_graph.Initializers.ContainsKey(input));
}
