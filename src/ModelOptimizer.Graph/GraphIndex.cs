namespace ModelOptimizer.Graph;

/// <summary>Who writes and who reads each value of a graph, as it stood when the index was made.</summary>
public sealed class GraphIndex
{
    private readonly Dictionary<string, Node> _producers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(Node Node, int Input)>> _consumers = new(StringComparer.Ordinal);

    /// <summary>Indexes <paramref name="graph"/> in one pass.</summary>
    public GraphIndex(ModelGraph graph)
    {
        foreach (var node in graph.Nodes)
        {
            foreach (var output in node.Outputs)
            {
                _producers[output] = node;
            }

            for (var input = 0; input < node.Inputs.Count; input++)
            {
                if (node.Inputs[input].Length == 0)
                {
                    continue;
                }

                if (!_consumers.TryGetValue(node.Inputs[input], out var readers))
                {
                    _consumers[node.Inputs[input]] = readers = [];
                }

                readers.Add((node, input));
            }
        }
    }

    /// <summary>The node that writes <paramref name="value"/>, or null for graph inputs and initializers.</summary>
    public Node? Producer(string value) => _producers.GetValueOrDefault(value);

    /// <summary>The nodes that read <paramref name="value"/>, with the input position at which they do.</summary>
    public IReadOnlyList<(Node Node, int Input)> Consumers(string value) => _consumers.TryGetValue(value, out var readers) ? readers : [];
}
