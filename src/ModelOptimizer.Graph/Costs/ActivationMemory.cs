using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Shapes;

namespace ModelOptimizer.Graph.Costs;

/// <summary>
/// The memory that activations take while a model runs node by node in the graph's order. Every value has a buffer of its own (nothing is computed in
/// place) from the node that writes it until its last reader is done; inputs live from the start, outputs to the end. Constants do not count, nor
/// does what a runtime needs inside an operator.
/// </summary>
/// <param name="Peak">The largest sum of live buffers, in bytes.</param>
/// <param name="PeakNode">The first node during which it is reached; null for a graph without nodes.</param>
/// <param name="Nodes">All nodes in the graph's order.</param>
public sealed record ActivationMemory(long Peak, string? PeakNode, IReadOnlyList<NodeMemory> Nodes)
{
    /// <summary>Measures <paramref name="graph"/> for one input (a free first dimension becomes 1).</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputShape">Shape of the first input, such as <c>[1, 3, 416, 416]</c>, where the model leaves it open or another is meant.</param>
    /// <returns>The memory, or null where the size of a value is not known.</returns>
    /// <exception cref="GraphException">Shapes contradict each other.</exception>
    public static ActivationMemory? Measure(ModelGraph graph, IReadOnlyList<long>? inputShape = null)
    {
        try
        {
            return Follow(graph, inputShape);
        }
        catch (OverflowException error)
        {
            throw new GraphException("The size of its activations is beyond 64 bits.", error);
        }
    }

    private static ActivationMemory? Follow(ModelGraph graph, IReadOnlyList<long>? inputShape)
    {
        var shapes = ShapeInference.Infer(graph, SingleInput.Shapes(graph, inputShape));
        var lastReaders = LastReaders(graph);
        var buffers = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var input in graph.Inputs)
        {
            if (Bytes(shapes[input.Name]) is not { } bytes)
            {
                return null;
            }

            buffers.Add(input.Name, bytes);
        }

        var live = buffers.Values.Sum();
        var nodes = new List<NodeMemory>(graph.Nodes.Count);
        var (peak, peakNode) = (live, (string?)null);
        for (var position = 0; position < graph.Nodes.Count; position++)
        {
            var node = graph.Nodes[position];
            var written = 0L;
            foreach (var output in node.Outputs)
            {
                // An optional output that nobody reads may be of unknown size: a runtime does not compute it.
                if (output.Length == 0 || (!lastReaders.ContainsKey(output) && shapes[output].Shape is null))
                {
                    continue;
                }

                if (Bytes(shapes[output]) is not { } bytes)
                {
                    return null;
                }

                buffers.Add(output, bytes);
                written = checked(written + bytes);
            }

            live = checked(live + written);
            nodes.Add(new(node.Name, written, live));
            if (live > peak || peakNode is null)
            {
                (peak, peakNode) = (Math.Max(peak, live), node.Name);
            }

            foreach (var value in Reads(node).Concat(node.Outputs))
            {
                live -= lastReaders.GetValueOrDefault(value, position) == position && buffers.Remove(value, out var bytes) ? bytes : 0;
            }
        }

        return new(peak, peakNode, nodes);
    }

    /// <summary>The position of the last node that reads each value; the number of nodes for outputs.</summary>
    private static Dictionary<string, int> LastReaders(ModelGraph graph)
    {
        var readers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var position = 0; position < graph.Nodes.Count; position++)
        {
            foreach (var value in Reads(graph.Nodes[position]))
            {
                readers[value] = position;
            }
        }

        foreach (var output in graph.Outputs)
        {
            readers[output.Name] = graph.Nodes.Count;
        }

        return readers;
    }

    private static IEnumerable<string> Reads(Node node) => node.Inputs.Concat(Subgraphs.Captures(node));

    private static long? Bytes(ValueInfo value)
    {
        if (value.Shape is null || value.Type.Size() == 0)
        {
            return null;
        }

        long? bytes = value.Type.Size();
        foreach (var dimension in value.Shape)
        {
            bytes = checked(bytes * dimension.Value);
        }

        return bytes;
    }
}
