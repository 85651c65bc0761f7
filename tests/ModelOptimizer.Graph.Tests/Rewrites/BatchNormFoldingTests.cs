using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Rewrites;
using ModelOptimizer.Graph.Zoo;

namespace ModelOptimizer.Graph.Tests.Rewrites;

public class BatchNormFoldingTests
{
    // Two channels with s = gamma / sqrt(var + epsilon) = 6 / sqrt(8 + 1) = 2 and 1 / sqrt(3 + 1) with epsilon 1 in both: 2 and 0.5.
    private static readonly float[] Gamma = [6, 1], Beta = [10, 20], Mean = [1, 2], Variance = [8, 3];

    [Fact]
    public void Folds_into_a_convolution()
    {
        var folded = Fold("Conv", [2, 1, 1, 2], [1, 2, 3, 4], [5, 6]);
        Assert.Equal([2, 4, 1.5f, 2], folded.Weights);
        Assert.Equal([(5 - 1) * 2 + 10, (6 - 2) * 0.5f + 20], folded.Bias);
    }

    [Fact]
    public void Folds_into_a_convolution_without_bias() =>
        Assert.Equal([-1 * 2 + 10, -2 * 0.5f + 20], Fold("Conv", [2, 1, 1, 2], [1, 2, 3, 4], null).Bias);

    [Fact]
    public void Folds_into_a_transposed_convolution() => // [C, M, ...]: the second axis holds the output channels
        Assert.Equal([2, 1, 6, 2], Fold("ConvTranspose", [2, 2, 1, 1], [1, 2, 3, 4], null).Weights);

    [Fact]
    public void Folds_into_a_transposed_convolution_in_groups() => // each of the two input channels feeds one output channel
        Assert.Equal([2, 4, 1.5f, 2], Fold("ConvTranspose", [2, 1, 1, 2], [1, 2, 3, 4], null, ("group", 2L)).Weights);

    [Fact]
    public void Folds_into_a_matrix() => Assert.Equal([2, 1, 6, 2], Fold("Gemm", [2, 2], [1, 2, 3, 4], null).Weights);

    [Fact]
    public void Folds_into_a_transposed_matrix() => Assert.Equal([2, 4, 1.5f, 2], Fold("Gemm", [2, 2], [1, 2, 3, 4], null, ("transB", 1L)).Weights);

    [Fact]
    public void A_scaled_matrix_product_keeps_its_normalization()
    {
        var graph = BatchNormFolding.Apply(Normalized("Gemm", [2, 2], [1, 2, 3, 4], null, ("alpha", 2f)));
        Assert.Equal(["Gemm", "BatchNormalization"], graph.Nodes.Select(node => node.OpType));
    }

    [Fact]
    public void A_layer_with_a_second_reader_keeps_its_normalization()
    {
        var graph = Normalized("Conv", [2, 1, 1, 2], [1, 2, 3, 4], null);
        graph.Nodes.Add(new() { Name = "other", OpType = "Relu", Inputs = ["layer"], Outputs = ["z"] });
        graph.Outputs.Add(new("z", ElementType.Float32, null));
        Assert.Contains(BatchNormFolding.Apply(graph).Nodes, node => node.OpType == "BatchNormalization");
    }

    [Fact]
    public void A_layer_whose_output_leaves_the_graph_keeps_its_normalization()
    {
        var graph = Normalized("Conv", [2, 1, 1, 2], [1, 2, 3, 4], null);
        graph.Outputs.Add(new("layer", ElementType.Float32, null));
        Assert.Contains(BatchNormFolding.Apply(graph).Nodes, node => node.OpType == "BatchNormalization");
    }

    [Fact]
    public void Shared_weights_are_folded_in_a_copy()
    {
        var graph = Normalized("Conv", [2, 1, 1, 2], [1, 2, 3, 4], null);
        graph.Nodes.Add(new() { Name = "other", OpType = "Conv", Inputs = ["x", "w"], Outputs = ["z"] });
        graph.Outputs.Add(new("z", ElementType.Float32, null));
        var folded = BatchNormFolding.Apply(graph);
        Assert.Equal([1, 2, 3, 4], folded.Initializers["w"].Floats.ToArray());
        Assert.Equal([2, 4, 1.5f, 2], folded.Initializers[folded.Nodes[0].Inputs[1]].Floats.ToArray());
    }

    [Fact]
    public void The_source_is_not_changed()
    {
        var graph = ModelZoo.Build("resnet20", new() { Width = 0.5 });
        var before = OnnxFile.ToBytes(graph);
        BatchNormFolding.Apply(graph);
        Assert.Equal(before, OnnxFile.ToBytes(graph));
    }

    [Theory]
    [InlineData("yolov4-tiny")]
    [InlineData("resnet20")]
    public void A_folded_network_lacks_one_parameter_per_channel(string name)
    {
        // gamma and beta of a channel become one bias.
        var graph = ModelZoo.Build(name, new() { Width = 0.5 });
        var channels = graph.Nodes.Where(node => node.OpType == "BatchNormalization").Sum(node => graph.Initializers[node.Inputs[1]].Count);
        var folded = BatchNormFolding.Apply(graph);
        Assert.DoesNotContain(folded.Nodes, node => node.OpType == "BatchNormalization");
        Assert.Equal(CostModel.Measure(graph).Parameters - channels, CostModel.Measure(folded).Parameters);
        Assert.Equal(CostModel.Measure(graph).Macs, CostModel.Measure(folded).Macs);
    }

    [Fact]
    public void Agrees_with_a_published_folding()
    {
        // The same face detector with BatchNorm and as its authors' tools folded it.
        var folded = BatchNormFolding.Apply(OnnxFile.Read(SharedData.Model("ulfg_version-RFB-320_without_postprocessing.onnx")));
        var published = OnnxFile.Read(SharedData.Model("ulfg_version-RFB-320_simplified.onnx"));
        var (ours, theirs) = (Convolutions(folded), Convolutions(published));
        Assert.Equal(52, theirs.Count);
        Assert.Equal(52, ours.Count);
        foreach (var (expected, actual) in theirs.Zip(ours))
        {
            Assert.Equal(expected, actual, (a, b) => Math.Abs(a - b) <= 1e-5f * Math.Max(1, Math.Abs(a)));
        }

        // Both files have the layers in the same order.
        static List<float[]> Convolutions(ModelGraph graph) =>
        [
            .. graph.Nodes.Where(node => node.OpType == "Conv").Select(node =>
                (float[])[.. graph.Initializers[node.Inputs[1]].Floats, .. graph.Initializers[node.Inputs[2]].Floats]),
        ];
    }

    [Fact]
    public void Unfolding_and_folding_gives_the_weights_back()
    {
        var graph = OnnxFile.Read(SharedData.Model("ulfg_version-RFB-320_simplified.onnx"));
        var unfolded = BatchNormUnfolding.Apply(graph);
        Assert.Equal(52, unfolded.Nodes.Count(node => node.OpType == "BatchNormalization"));
        var again = BatchNormFolding.Apply(unfolded);
        Assert.Equal(graph.Nodes.Select(node => node.Output), again.Nodes.Select(node => node.Output));
        foreach (var (before, after) in graph.Nodes.Zip(again.Nodes).Where(pair => pair.First.OpType == "Conv"))
        {
            Assert.Equal(Flat(graph, before), Flat(again, after), (a, b) => Math.Abs(a - b) <= 1e-6 * Math.Max(1, Math.Abs(a)));
        }

        static float[] Flat(ModelGraph graph, Node node) => [.. graph.Initializers[node.Inputs[1]].Floats, .. graph.Initializers[node.Inputs[2]].Floats];
    }

    [Fact]
    public void Unfolding_leaves_outputs_and_normalized_layers_alone()
    {
        var graph = ModelZoo.Build("yolov3-tiny", new() { Width = 0.25 });
        Assert.Equal(OnnxFile.ToBytes(graph), OnnxFile.ToBytes(BatchNormUnfolding.Apply(graph)));
    }

    private static (float[] Weights, float[] Bias) Fold(string operation, long[] shape, float[] weights, float[]? bias, params (string, object)[] attributes)
    {
        var graph = BatchNormFolding.Apply(Normalized(operation, shape, weights, bias, attributes));
        var layer = Assert.Single(graph.Nodes);
        Assert.Equal("y", layer.Output);
        Assert.Equal(2, graph.Initializers.Count);
        return (graph.Initializers[layer.Inputs[1]].Floats.ToArray(), graph.Initializers[layer.Inputs[2]].Floats.ToArray());
    }

    private static ModelGraph Normalized(string operation, long[] shape, float[] weights, float[]? bias, params (string Name, object Value)[] attributes)
    {
        var graph = new ModelGraph
        {
            Inputs = { new("x", ElementType.Float32, null) },
            Outputs = { new("y", ElementType.Float32, null) },
            Nodes =
            {
                new() { Name = "layer", OpType = operation, Inputs = ["x", "w"], Outputs = ["layer"] },
                new()
                {
                    Name = "bn", OpType = "BatchNormalization", Inputs = ["layer", "gamma", "beta", "mean", "var"], Outputs = ["y"], Attributes = { ["epsilon"] = 1f },
                },
            },
            Initializers =
            {
                ["w"] = TensorData.Of(shape, weights),
                ["gamma"] = TensorData.Of([2], Gamma),
                ["beta"] = TensorData.Of([2], Beta),
                ["mean"] = TensorData.Of([2], Mean),
                ["var"] = TensorData.Of([2], Variance),
            },
        };
        if (bias is not null)
        {
            graph.Nodes[0].Inputs.Add("b");
            graph.Initializers["b"] = TensorData.Of([2], bias);
        }

        foreach (var (name, value) in attributes)
        {
            graph.Nodes[0].Attributes[name] = value;
        }

        return graph;
    }
}
