using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Shapes;
using ModelOptimizer.Graph.Zoo;

namespace ModelOptimizer.Graph.Tests.Shapes;

public class ShapeInferenceTests
{
    [Theory]
    [InlineData("resnet20")]
    [InlineData("yolov3-tiny")]
    [InlineData("yolov4-tiny")]
    public void Infers_the_stated_outputs_of_the_zoo(string name)
    {
        var graph = ModelZoo.Build(name, new() { Width = 0.25 });
        var shapes = ShapeInference.Infer(graph);
        Assert.All(graph.Outputs, output => Assert.Equal(output.Shape, shapes.Shape(output.Name)));
    }

    [Theory]
    [InlineData("FastestDet_dogqiuqiu.onnx")]
    [InlineData("dk_yolo-fastest-1.1.onnx")]
    [InlineData("resnet20_cifar10jpeg.onnx")]
    [InlineData("resnet56_cifar10jpeg.onnx")]
    [InlineData("ulfg_version-RFB-320.onnx")]
    [InlineData("ulfg_version-RFB-320_simplified.onnx")]
    [InlineData("ulfg_version-RFB-320_without_postprocessing.onnx")]
    [InlineData("yolox_nano_coco_bigisland.onnx")]
    [InlineData("yunet_n_320_320.onnx")]
    [InlineData("yunet_n_dynamic.onnx")]
    public void Infers_the_stated_outputs_of_published_models(string name)
    {
        var graph = OnnxFile.Read(SharedData.Model(name));
        var shapes = ShapeInference.Infer(graph);
        foreach (var output in graph.Outputs)
        {
            var inferred = shapes.Shape(output.Name);
            Assert.Equal(output.Shape!.Count, inferred.Count);
            Assert.All(output.Shape.Zip(inferred), pair => Assert.Equal(pair.First.Value ?? pair.Second.Value, pair.Second.Value));
            Assert.Equal(output.Type, shapes[output.Name].Type);
        }
    }

    [Fact]
    public void A_symbolic_batch_reaches_every_feature_map()
    {
        var graph = ModelZoo.Build("yolov4-tiny", new() { Width = 0.25 });
        var shapes = ShapeInference.Infer(graph);
        Assert.All(graph.Nodes.SelectMany(node => node.Outputs), value => Assert.Equal("N", shapes.Shape(value)[0].Symbol));
    }

    [Fact]
    public void Stated_input_shapes_replace_the_models()
    {
        var graph = ModelZoo.Build("yolov3-tiny", new() { Width = 0.25, Classes = ["a"] });
        var shapes = ShapeInference.Infer(graph, new Dictionary<string, IReadOnlyList<Dimension>> { ["images"] = [2, 3, 64, 96] });
        Assert.Equal([2, 18, 2, 3], shapes.Shape("head/stride32/output"));
    }

    [Fact]
    public void Shape_arithmetic_of_option_A_shortcuts_is_evaluated()
    {
        // The second stage's shortcut subsamples [N, 16, 32, 32] and pads 8 channels on both sides; the pads come from Shape, Cast, Concat, ...
        var graph = OnnxFile.Read(SharedData.Model("resnet20_cifar10jpeg.onnx"));
        var pad = graph.Nodes.First(node => node.OpType == "Pad");
        Assert.Equal("32, 16, 16", string.Join(", ", ShapeInference.Infer(graph).Shape(pad.Output).Skip(1)));
    }

    [Theory]
    // Expected shapes from the ONNX operator specification.
    [InlineData("Transpose", "2,3,4", "perm=2,0,1", "", "4,2,3")]
    [InlineData("Reshape", "2,3,4", "", "0,-1", "2,12")]
    [InlineData("Reshape", "N,3,4", "", "0,-1", "N,12")]
    [InlineData("Reshape", "N,3,4", "", "-1,12", "N,12")]
    [InlineData("Reshape", "N,3,4", "", "-1,3,2,2", "N,3,2,2")]
    [InlineData("Reshape", "N,3,4", "", "-1,4", "?,4")]
    [InlineData("Flatten", "2,3,4", "axis=2", "", "6,4")]
    [InlineData("Squeeze", "2,1,4", "", "1", "2,4")]
    [InlineData("Unsqueeze", "2,4", "", "0,-1", "1,2,4,1")]
    [InlineData("Expand", "3,1", "", "2,1,4", "2,3,4")]
    [InlineData("Tile", "2,3", "", "1,4", "2,12")]
    [InlineData("Pad", "1,3,8,8", "", "0,0,1,2,0,1,3,4", "1,4,12,14")]
    [InlineData("ReduceMean", "2,3,4", "axes=1;keepdims=0", "", "2,4")]
    [InlineData("ReduceMean", "2,3,4", "", "", "1,1,1")]
    [InlineData("ArgMax", "2,3,4", "axis=1", "", "2,1,4")]
    [InlineData("MaxPool", "1,3,7,7", "kernel_shape=2,2;strides=2,2", "", "1,3,3,3")]
    [InlineData("MaxPool", "1,3,7,7", "kernel_shape=2,2;strides=2,2;ceil_mode=1", "", "1,3,4,4")]
    [InlineData("AveragePool", "1,3,7,7", "kernel_shape=3,3;strides=2,2;pads=1,1,1,1", "", "1,3,4,4")]
    [InlineData("MaxPool", "1,3,13,13", "kernel_shape=2,2;strides=1,1;pads=0,0,1,1", "", "1,3,13,13")]
    [InlineData("GlobalAveragePool", "N,3,7,7", "", "", "N,3,1,1")]
    [InlineData("DepthToSpace", "1,12,2,3", "blocksize=2", "", "1,3,4,6")]
    [InlineData("SpaceToDepth", "1,3,4,6", "blocksize=2", "", "1,12,2,3")]
    [InlineData("Softmax", "N,5", "axis=1", "", "N,5")]
    [InlineData("Gather", "4,5,6", "axis=1", "0,2", "4,2,6")]
    [InlineData("Add", "N,3,4", "", "7", "N,3,4")] // an operand [1] broadcasts
    public void Follows_the_specification(string operation, string input, string attributes, string numbers, string expected)
    {
        var node = new Node { Name = "node", OpType = operation, Inputs = ["x"], Outputs = ["y"] };
        foreach (var attribute in attributes.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = (attribute.Split('=')[0], attribute.Split('=')[1]);
            node.Attributes[name] = name is "axis" or "keepdims" or "ceil_mode" or "blocksize" ? Numbers(value)[0] : Numbers(value);
        }

        var graph = new ModelGraph { Inputs = { new("x", ElementType.Float32, Shape(input)) }, Nodes = { node } };
        if (numbers.Length > 0)
        {
            node.Inputs.Add("numbers");
            graph.Initializers["numbers"] = TensorData.Of([Numbers(numbers).Length], Numbers(numbers));
        }

        Assert.Equal(expected, string.Join(',', ShapeInference.Infer(graph).Shape("y")));
    }

    [Theory]
    [InlineData(0, 10, 1, "10")]
    [InlineData(2, -1, 1, "7")]
    [InlineData(0, int.MaxValue, 2, "5")]
    [InlineData(1, int.MaxValue, 3, "3")]
    [InlineData(-1, long.MinValue, -1, "10")]
    [InlineData(-1, 0, -2, "5")] // 9, 7, 5, 3, 1
    [InlineData(5, 2, 1, "0")]
    public void Slices_a_range(long start, long end, long step, string expected)
    {
        var graph = new ModelGraph
        {
            Inputs = { new("x", ElementType.Float32, [10]) },
            Nodes = { new() { Name = "slice", OpType = "Slice", Inputs = ["x", "start", "end", "axes", "step"], Outputs = ["y"] } },
            Initializers =
            {
                ["start"] = TensorData.Of([1], [start]),
                ["end"] = TensorData.Of([1], [end]),
                ["axes"] = TensorData.Of([1], [0L]),
                ["step"] = TensorData.Of([1], [step]),
            },
        };
        Assert.Equal(expected, string.Join(',', ShapeInference.Infer(graph).Shape("y")));
    }

    [Fact]
    public void Contradicting_shapes_are_refused_with_the_node()
    {
        var builder = new GraphBuilder("test", 1);
        var x = builder.Input("x", 3, 8, 8).Conv("first", 4, 3);
        (x with { Channels = 5 }).Conv("second", 4, 3);
        var error = Assert.Throws<GraphException>(() => ShapeInference.Infer(builder.Graph));
        Assert.Contains("Conv 'second'", error.Message, StringComparison.Ordinal);
        Assert.Contains("the input has 4 channels", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_concatenation_of_different_sizes_is_refused()
    {
        var builder = new GraphBuilder("test", 1);
        var x = builder.Input("x", 3, 8, 8);
        x.Concat("join", x.MaxPool("pool"));
        Assert.Contains("Concat 'join'", Assert.Throws<GraphException>(() => ShapeInference.Infer(builder.Graph)).Message, StringComparison.Ordinal);
    }

    private static long[] Numbers(string text) => [.. text.Split(',').Select(part => long.Parse(part, System.Globalization.CultureInfo.InvariantCulture))];

    private static Dimension[] Shape(string text) => [.. text.Split(',').Select(part => long.TryParse(part, System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : new Dimension(null, part))];
}
