namespace ModelOptimizer.Graph.Onnx;

/// <summary>What every graph must be: each value produced once and before it is read, no cycles.</summary>
internal static class Soundness
{
    /// <summary>Puts producers before consumers, keeping the given order where it is already so.</summary>
    /// <exception cref="GraphException">A value is produced twice or never, or nodes form a cycle.</exception>
    public static void SortAndCheck(ModelGraph graph)
    {
        var producers = Producers(graph);
        var available = new HashSet<string>(graph.Initializers.Keys, StringComparer.Ordinal) { "" };
        available.UnionWith(graph.Inputs.Select(input => input.Name));
        foreach (var (name, reader) in Reads(graph))
        {
            if (!available.Contains(name) && !producers.ContainsKey(name))
            {
                throw new GraphException($"{reader} reads '{name}', which nothing produces.");
            }
        }

        Sort(graph.Nodes, producers);
    }

    private static Dictionary<string, Node> Producers(ModelGraph graph)
    {
        var taken = new HashSet<string>(graph.Initializers.Keys, StringComparer.Ordinal);
        foreach (var input in graph.Inputs)
        {
            Take(input.Name);
        }

        var producers = new Dictionary<string, Node>(StringComparer.Ordinal);
        foreach (var node in graph.Nodes)
        {
            foreach (var output in node.Outputs.Where(output => output.Length > 0))
            {
                Take(output);
                producers.Add(output, node);
            }
        }

        return producers;

        void Take(string name)
        {
            if (!taken.Add(name))
            {
                throw new GraphException($"the value '{name}' is produced twice.");
            }
        }
    }

    private static IEnumerable<(string Name, string Reader)> Reads(ModelGraph graph)
    {
        foreach (var node in graph.Nodes)
        {
            foreach (var input in node.Inputs)
            {
                yield return (input, $"{node.OpType} '{node.Name}'");
            }
        }

        foreach (var output in graph.Outputs)
        {
            yield return (output.Name, "the graph's output");
        }
    }

    private static void Sort(List<Node> nodes, Dictionary<string, Node> producers)
    {
        // Depth first with an explicit stack: deep networks must not overflow the real one.
        var sorted = new List<Node>(nodes.Count);
        var done = new HashSet<Node>();
        var open = new HashSet<Node>();
        var stack = new Stack<Node>();
        foreach (var root in nodes)
        {
            stack.Push(root);
            while (stack.TryPop(out var node))
            {
                if (done.Contains(node))
                {
                    continue;
                }

                if (!open.Add(node))
                {
                    done.Add(node);
                    sorted.Add(node);
                    continue;
                }

                stack.Push(node);
                foreach (var input in node.Inputs.Concat(Subgraphs.Captures(node)).Reverse())
                {
                    if (producers.TryGetValue(input, out var producer) && !done.Contains(producer))
                    {
                        if (open.Contains(producer))
                        {
                            throw new GraphException($"the nodes '{producer.Name}' and '{node.Name}' are part of a cycle.");
                        }

                        stack.Push(producer);
                    }
                }
            }
        }

        nodes.Clear();
        nodes.AddRange(sorted);
    }
}
