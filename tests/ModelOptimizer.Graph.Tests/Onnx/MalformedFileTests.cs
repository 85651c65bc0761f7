using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Onnx.Wire;

namespace ModelOptimizer.Graph.Tests.Onnx;

public class MalformedFileTests
{
    [Fact]
    public void Refuses_a_truncated_file_at_every_length()
    {
        var bytes = Wire.Model(Wire.Node("Relu", "x", "y")).ToByteArray();
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<GraphException>(() => OnnxFile.Read(bytes.AsSpan(0, length)));
        }
    }

    [Fact]
    public void A_damaged_file_is_read_or_refused_but_never_crashes()
    {
        var bytes = Wire.Model(Wire.Node("Relu", "x", "a"), Wire.Node("Relu", "a", "y")).ToByteArray();
        Prop.ForAll<byte, int>((value, position) =>
        {
            var damaged = bytes.ToArray();
            damaged[Math.Abs((long)position) % damaged.Length] = value;
            try
            {
                OnnxFile.Read(damaged);
            }
            catch (GraphException)
            {
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Names_the_file_that_is_not_a_model()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("notes.txt");
        File.WriteAllText(path, "These are notes, not a model.");
        Assert.StartsWith(path, Assert.Throws<GraphException>(() => OnnxFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_the_file_that_is_absent() =>
        Assert.StartsWith("absent.onnx", Assert.Throws<GraphException>(() => OnnxFile.Read("absent.onnx")).Message, StringComparison.Ordinal);

    [Fact]
    public void Refuses_a_file_above_2_GB_without_reading_it()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("huge.onnx");
        using (var file = File.Create(path))
        {
            file.SetLength(3L << 30); // sparse: takes no space
        }

        Assert.Contains("2 GB", Assert.Throws<GraphException>(() => OnnxFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sorts_nodes() => Assert.Equal(["node_a", "node_b", "node_y"],
        Read(Wire.Node("Relu", "b", "y"), Wire.Node("Relu", "a", "b"), Wire.Node("Relu", "x", "a")).Nodes.Select(node => node.Name));

    [Fact]
    public void Keeps_the_order_of_sorted_nodes() => Assert.Equal(["node_b", "node_a", "node_y"],
        Read(Wire.Node("Relu", "x", "b"), Wire.Node("Relu", "x", "a"), Wire.Node("Add", "a b", "y")).Nodes.Select(node => node.Name));

    [Fact]
    public void Refuses_a_cycle() => Refuses("cycle", Wire.Node("Relu", "x", "y"), Wire.Node("Relu", "b", "a"), Wire.Node("Relu", "a", "b"));

    [Fact]
    public void Refuses_a_node_that_reads_itself() => Refuses("cycle", Wire.Node("Relu", "x", "y"), Wire.Node("Relu", "a", "a"));

    [Fact]
    public void Refuses_a_dangling_input() => Refuses("reads 'z', which nothing produces", Wire.Node("Relu", "z", "y"));

    [Fact]
    public void Refuses_an_output_that_nothing_produces() => Refuses("'y', which nothing produces", Wire.Node("Relu", "x", "z"));

    [Fact]
    public void Refuses_a_value_produced_twice() => Refuses("'y' is produced twice", Wire.Node("Relu", "x", "y"), Wire.Node("Neg", "x", "y"));

    [Fact]
    public void Refuses_an_initializer_given_twice()
    {
        var model = Wire.Model(Wire.Node("Relu", "x", "y"));
        model.Graph.Initializer.Add([new TensorProto { Name = "w", DataType = 1, Dims = { 0 } }, new TensorProto { Name = "w", DataType = 1, Dims = { 0 } }]);
        Assert.Contains("'w'", Assert.Throws<GraphException>(() => OnnxFile.Read(model.ToByteArray())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_file_without_operator_set()
    {
        var model = Wire.Model(Wire.Node("Relu", "x", "y"));
        model.OpsetImport.Clear();
        Assert.Contains("operator set", Assert.Throws<GraphException>(() => OnnxFile.Read(model.ToByteArray())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deep_network_does_not_overflow_the_stack()
    {
        var nodes = Enumerable.Range(0, 50_000).Select(index => Wire.Node("Relu", index == 0 ? "x" : $"v{index - 1}", $"v{index}")).Reverse();
        var graph = Read([Wire.Node("Relu", "v49999", "y"), .. nodes]);
        Assert.Equal("v0", graph.Nodes[0].Output);
    }

    [Fact]
    public void Makes_node_names_unique()
    {
        var first = Wire.Node("Relu", "x", "a");
        var second = Wire.Node("Relu", "a", "b");
        var third = Wire.Node("Relu", "b", "y");
        (first.Name, second.Name, third.Name) = ("", "", "Relu_0");
        Assert.Equal(["Relu_1", "Relu_2", "Relu_0"], Read(first, second, third).Nodes.Select(node => node.Name));
    }

    [Fact]
    public void Initializers_listed_as_inputs_are_not_inputs()
    {
        var model = Wire.Model(Wire.Node("Add", "x w", "y"));
        model.IrVersion = 3;
        model.Graph.Input.Add(Wire.Value("w"));
        model.Graph.Initializer.Add(new TensorProto { Name = "w", DataType = 1, Dims = { 2 }, FloatData = { 1, 2 } });
        var graph = OnnxFile.Read(model.ToByteArray());
        Assert.Equal(["x"], graph.Inputs.Select(input => input.Name));
        Assert.Equal(4, graph.IrVersion);
    }

    [Fact]
    public void Constant_nodes_become_initializers()
    {
        var constant = Wire.Node("Constant", "", "c");
        constant.Input.Clear();
        constant.Attribute.Add(new AttributeProto { Name = "value_ints", Type = AttributeProto.Types.AttributeType.Ints, Ints = { 4, 5 } });
        var graph = Read(constant, Wire.Node("Reshape", "x c", "y"));
        Assert.Equal([4, 5], graph.Initializers["c"].Int64s.ToArray());
        Assert.Equal(["Reshape"], graph.Nodes.Select(node => node.OpType));
    }

    [Fact]
    public void A_value_captured_by_a_subgraph_comes_before_it()
    {
        var branch = Wire.Node("If", "x", "y");
        branch.Attribute.Add(new AttributeProto { Name = "then_branch", Type = AttributeProto.Types.AttributeType.Graph, G = new() { Node = { Wire.Node("Relu", "a", "t") } } });
        Assert.Equal(["node_a", "node_y"], Read(branch, Wire.Node("Relu", "x", "a")).Nodes.Select(node => node.Name));
    }

    private static void Refuses(string message, params NodeProto[] nodes) =>
        Assert.Contains(message, Assert.Throws<GraphException>(() => Read(nodes)).Message, StringComparison.Ordinal);

    private static ModelGraph Read(params NodeProto[] nodes) => OnnxFile.Read(Wire.Model(nodes).ToByteArray());
}
