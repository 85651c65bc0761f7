using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Shapes;

namespace ModelOptimizer.Graph.Tests.Hostile;

/// <summary>Defects that damaged models showed, each by itself.</summary>
public class HostileModelTests
{
    [Fact]
    public void Counts_beyond_64_bits_are_refused()
    {
        var graph = Graph([1, 1L << 40, 1L << 40], Node("Relu", "x", "y"));
        Assert.Throws<GraphException>(() => ActivationMemory.Measure(graph));

        // Text has no size of its own, so that a short file may claim any number of elements; this was seed 2, case 1922.
        graph.Initializers["w"] = new(ElementType.String, [long.MaxValue], ReadOnlyMemory<byte>.Empty);
        graph.Nodes.AddRange([Node("PRelu", "x w", "a"), Node("PRelu", "x v", "b")]);
        graph.Initializers["v"] = graph.Initializers["w"];
        Assert.Throws<GraphException>(() => CostModel.Measure(graph));
    }

    [Theory]
    [InlineData("Conv", "x", "lacks its input 1")]
    [InlineData("BatchNormalization", "x x x", "lacks its input 4")]
    [InlineData("Relu", "", "lacks its input 0")]
    [InlineData("GatherND", "x s", "a scalar")]
    public void An_operator_without_what_it_needs_is_refused(string type, string inputs, string reason)
    {
        var graph = Graph([1, 2, 3], Node(type, inputs, "y"));
        graph.Initializers["s"] = TensorData.Of([], [0L]);
        Assert.Contains(reason, Assert.Throws<GraphException>(() => ShapeInference.Infer(graph)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Reshape", new long[] { -2, -3 })]
    [InlineData("Tile", new long[] { 1, 1, -1 })]
    public void A_negative_size_is_refused(string type, long[] sizes)
    {
        var graph = Graph([1, 2, 3], Node(type, "x s", "y"));
        graph.Initializers["s"] = TensorData.Of([sizes.Length], sizes);
        Assert.Throws<GraphException>(() => ShapeInference.Infer(graph));
    }

    [Fact]
    public void A_node_without_output_is_refused()
    {
        var graph = Graph([1], Node("Relu", "x", "y"));
        graph.Nodes.Add(new() { Name = "idle", OpType = "Relu", Inputs = ["x"], Outputs = [] });
        Assert.Contains("'idle' has no output", Assert.Throws<GraphException>(() => OnnxFile.Read(OnnxFile.ToBytes(graph))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Naming_many_nodes_costs_no_more_each_than_few()
    {
        var graph = Graph([1], [.. Enumerable.Range(0, 20_000).Select(index => new Node { Name = "", OpType = "Relu", Inputs = ["x"], Outputs = [index == 0 ? "y" : $"v{index}"] })]);
        var bytes = OnnxFile.ToBytes(graph);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = OnnxFile.Read(bytes);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
        Assert.Equal("Relu_19999", read.Nodes[^1].Name);
    }

    private static ModelGraph Graph(long[] input, params Node[] nodes) => new()
    {
        Inputs = [new("x", ElementType.Float32, [.. input.Select(length => new Dimension(length))])],
        Outputs = [new("y", ElementType.Float32, null)],
        Nodes = [.. nodes],
    };

    private static Node Node(string type, string inputs, string output) => new() { Name = output, OpType = type, Inputs = [.. inputs.Split(' ')], Outputs = [output] };
}
