using System.Globalization;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Rewrites;
using ModelOptimizer.Graph.Zoo;

namespace ModelOptimizer.Graph.Tests.Rewrites;

public class ConstantFoldingTests
{
    [Theory]
    [InlineData("resnet20_cifar10jpeg.onnx")]
    [InlineData("ulfg_version-RFB-320_without_postprocessing.onnx")]
    public void Removes_all_shape_arithmetic_of_a_published_model(string name)
    {
        var graph = OnnxFile.Read(SharedData.Model(name));
        var folded = ConstantFolding.Apply(graph);
        string[] arithmetic = ["Shape", "Gather", "Cast", "ConstantOfShape", "Unsqueeze", "Sub"];
        Assert.DoesNotContain(folded.Nodes, node => arithmetic.Contains(node.OpType));
        Assert.Equal(graph.Outputs.Select(output => output.Name), folded.Outputs.Select(output => output.Name));
    }

    [Fact]
    public void The_pads_of_an_option_A_shortcut_become_constant()
    {
        var graph = ConstantFolding.Apply(OnnxFile.Read(SharedData.Model("resnet20_cifar10jpeg.onnx")));
        var pad = graph.Nodes.First(node => node.OpType == "Pad");
        Assert.Equal([0, 8, 0, 0, 0, 8, 0, 0], graph.Initializers[pad.Inputs[1]].Int64s.ToArray()); // 16 to 32 channels, 8 on either side
    }

    [Fact]
    public void Computes_with_constants_in_single_precision()
    {
        var graph = Chain(("Add", "a", "b", "c"), ("Mul", "x", "c", "y"));
        graph.Initializers["a"] = TensorData.Of([2], [1f, 0.1f]);
        graph.Initializers["b"] = TensorData.Of([1], [0.2f]);
        var folded = ConstantFolding.Apply(graph);
        Assert.Equal(["Mul"], folded.Nodes.Select(node => node.OpType));
        Assert.Equal([1f + 0.2f, 0.1f + 0.2f], folded.Initializers["c"].Floats.ToArray());
        Assert.Equal(["c"], folded.Initializers.Keys);
    }

    [Fact]
    public void A_free_batch_is_not_folded()
    {
        var graph = Chain(("Shape", "x", "", "s"), ("Expand", "x", "s", "y"));
        graph.Inputs[0] = new("x", ElementType.Float32, [new(null, "N"), 2]);
        Assert.Equal(["Shape", "Expand"], ConstantFolding.Apply(graph).Nodes.Select(node => node.OpType));
    }

    [Theory]
    [InlineData("N,2,3", "N,6", "0,6")] // a symbol in its own place is copied
    [InlineData("2,N,3", "N,6", "-1,6")] // elsewhere it is what is left
    [InlineData("N,2,3", "N,-1", "0,-1")]
    public void A_reshape_to_a_computed_shape_needs_no_computation(string input, string target, string expected)
    {
        var graph = Chain(("Shape", "x", "", "s"), ("Gather", "s", "n", "batch"), ("Reshape", "x", "t", "y"));
        graph.Nodes.Insert(2, new() { Name = "t", OpType = "Concat", Inputs = ["batch", "rest"], Outputs = ["t"], Attributes = { ["axis"] = 0L } });
        graph.Inputs[0] = new("x", ElementType.Float32, [.. input.Split(',').Select(part => part == "N" ? new Dimension(null, "N") : int.Parse(part, CultureInfo.InvariantCulture))]);
        graph.Initializers["n"] = TensorData.Of([1], [(long)Array.IndexOf(input.Split(','), "N")]);
        graph.Initializers["rest"] = TensorData.Of([1], [long.Parse(target.Split(',')[1], CultureInfo.InvariantCulture)]);

        var reshape = Assert.Single(ConstantFolding.Apply(graph).Nodes);
        Assert.Equal(expected, string.Join(',', ConstantFolding.Apply(graph).Initializers[reshape.Inputs[1]].Int64s.ToArray()));
    }

    [Theory]
    [InlineData("N", "20", "1,1,2,1.5")] // the batch stays free
    [InlineData("3", "20", "1,1,2,1.5")]
    [InlineData("N", "H", null)] // how much 40 is of an unknown height is not known
    public void A_resize_to_the_size_of_another_tensor_becomes_one_by_factors(string batch, string height, string? expected)
    {
        var graph = Chain(("Shape", "x", "", "s"), ("Slice", "s", "", "first"), ("Concat", "first", "last", "sizes"), ("Resize", "x", "", "y"));
        graph.Inputs[0] = new("x", ElementType.Float32, [Size(batch), 8, Size(height), 24]);
        graph.Nodes[1].Inputs.AddRange(["zero", "two"]);
        graph.Nodes[2].Attributes["axis"] = 0L;
        graph.Nodes[3].Inputs.AddRange(["", "", "sizes"]);
        graph.Initializers["zero"] = TensorData.Of([1], [0L]);
        graph.Initializers["two"] = TensorData.Of([1], [2L]);
        graph.Initializers["last"] = TensorData.Of([2], [40L, 36]);

        var folded = ConstantFolding.Apply(graph);

        var resize = folded.Nodes.Single(node => node.OpType == "Resize");
        Assert.Equal(expected, resize.Input(2) is { } scales ? string.Join(',', folded.Initializers[scales].Floats.ToArray()) : null);
        Assert.Equal(expected is null, folded.Nodes.Count > 1);

        static Dimension Size(string size) => long.TryParse(size, CultureInfo.InvariantCulture, out var number) ? number : new Dimension(null, size);
    }

    [Fact]
    public void Identities_are_read_through()
    {
        var graph = Chain(("Identity", "w", "", "v"), ("Dropout", "x", "", "d"), ("Add", "d", "v", "y"));
        graph.Initializers["w"] = TensorData.Of([2], [1f, 2]);
        var folded = IdentityRemoval.Apply(graph);
        Assert.Equal("Add 'y' (x, w) -> (y)", Assert.Single(folded.Nodes).ToString());
    }

    [Fact]
    public void An_identity_that_names_an_output_stays() =>
        Assert.Equal(["Identity"], ConstantFolding.Apply(Chain(("Identity", "x", "", "y"))).Nodes.Select(node => node.OpType));

    [Fact]
    public void Dead_code_is_what_no_output_needs()
    {
        var graph = Chain(("Relu", "x", "", "y"), ("Add", "x", "w", "z"), ("Relu", "z", "", "u"));
        graph.Initializers["w"] = TensorData.Of([2], [1f, 2]);
        var live = DeadCode.Remove(graph);
        Assert.Equal(["y"], live.Nodes.Select(node => node.Name));
        Assert.Empty(live.Initializers);
        Assert.Equal(3, graph.Nodes.Count);
    }

    [Theory]
    [InlineData("yolov4-tiny")]
    [InlineData("resnet20")]
    public void A_network_without_shape_arithmetic_is_left_as_it_is(string name)
    {
        var graph = ModelZoo.Build(name, new() { Width = 0.25 });
        Assert.Equal(OnnxFile.ToBytes(graph), OnnxFile.ToBytes(ConstantFolding.Apply(graph)));
    }

    /// <summary>A graph from x [2] to y; an empty second operand is absent.</summary>
    private static ModelGraph Chain(params (string Operation, string Left, string Right, string Output)[] nodes)
    {
        var graph = new ModelGraph { Inputs = { new("x", ElementType.Float32, [2]) }, Outputs = { new("y", ElementType.Float32, [2]) } };
        foreach (var (operation, left, right, output) in nodes)
        {
            graph.Nodes.Add(new() { Name = output, OpType = operation, Inputs = right.Length > 0 ? [left, right] : [left], Outputs = [output] });
        }

        return graph;
    }
}
