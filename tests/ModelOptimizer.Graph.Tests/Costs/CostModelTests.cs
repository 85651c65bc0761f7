using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Zoo;

namespace ModelOptimizer.Graph.Tests.Costs;

public class CostModelTests
{
    /// <summary>A convolution read off a network description: channels in and out, kernel side, output side; heads have a bias and no BatchNorm.</summary>
    private readonly record struct Layer(long In, long Out, long Kernel, long Side, bool IsHead = false)
    {
        public long Parameters => (In * Out * Kernel * Kernel) + (IsHead ? Out : 2 * Out);

        public long Macs => In * Out * Kernel * Kernel * Side * Side;
    }

    /// <summary>The [convolutional] sections of Darknet's yolov4-tiny.cfg at 416 x 416.</summary>
    private static readonly Layer[] Yolov4Tiny =
    [
        new(3, 32, 3, 208), new(32, 64, 3, 104),
        new(64, 64, 3, 104), new(32, 32, 3, 104), new(32, 32, 3, 104), new(64, 64, 1, 104),
        new(128, 128, 3, 52), new(64, 64, 3, 52), new(64, 64, 3, 52), new(128, 128, 1, 52),
        new(256, 256, 3, 26), new(128, 128, 3, 26), new(128, 128, 3, 26), new(256, 256, 1, 26),
        new(512, 512, 3, 13), new(512, 256, 1, 13), new(256, 512, 3, 13), new(512, 255, 1, 13, IsHead: true),
        new(256, 128, 1, 13), new(384, 256, 3, 26), new(256, 255, 1, 26, IsHead: true),
    ];

    /// <summary>The [convolutional] sections of Darknet's yolov3-tiny.cfg at 416 x 416.</summary>
    private static readonly Layer[] Yolov3Tiny =
    [
        new(3, 16, 3, 416), new(16, 32, 3, 208), new(32, 64, 3, 104), new(64, 128, 3, 52), new(128, 256, 3, 26), new(256, 512, 3, 13),
        new(512, 1024, 3, 13), new(1024, 256, 1, 13), new(256, 512, 3, 13), new(512, 255, 1, 13, IsHead: true),
        new(256, 128, 1, 13), new(384, 256, 3, 26), new(256, 255, 1, 26, IsHead: true),
    ];

    [Fact]
    public void Yolov4_tiny_costs_what_its_description_says()
    {
        Assert.Equal(6_056_606, Yolov4Tiny.Sum(layer => layer.Parameters));
        Compare(Yolov4Tiny, CostModel.Measure(ModelZoo.Build("yolov4-tiny")));
    }

    [Fact]
    public void Yolov3_tiny_costs_what_its_description_says()
    {
        Assert.Equal(8_852_366, Yolov3Tiny.Sum(layer => layer.Parameters));
        Compare(Yolov3Tiny, CostModel.Measure(ModelZoo.Build("yolov3-tiny")));
    }

    [Fact]
    public void Resnet20_costs_what_its_paper_says()
    {
        // arXiv 1512.03385, table 6: 0.27 M parameters. By hand, with option A:
        // 3x3x3x16 + 6 (3x3x16x16) + 3x3x16x32 + 5 (3x3x32x32) + 3x3x32x64 + 5 (3x3x64x64) weights, 2 (7x16 + 6x32 + 6x64) BatchNorm, 64x10 + 10.
        var cost = CostModel.Measure(ModelZoo.Build("resnet20"));
        Assert.Equal(432 + 13_824 + 4_608 + 46_080 + 18_432 + 184_320 + 1_376 + 650, cost.Parameters);
        Assert.Equal(269_722, cost.Parameters);
        // 32x32 (432 + 13824) + 16x16 (4608 + 46080) + 8x8 (18432 + 184320) + 640.
        Assert.Equal(40_551_040, cost.Macs);
    }

    [Theory]
    // Float constants in the file (counted independently, see the data's README), and those among them that are scales of a Resize.
    [InlineData("yunet_n_320_320.onnx", 73_848, 8)]
    [InlineData("FastestDet_dogqiuqiu.onnx", 240_305, 4)]
    [InlineData("yolox_nano_coco_bigisland.onnx", 904_467, 4)]
    [InlineData("dk_yolo-fastest-1.1.onnx", 332_798, 0)]
    [InlineData("resnet20_cifar10jpeg.onnx", 269_722, 0)]
    public void A_published_model_has_the_stated_parameters(string name, long constants, long scales) =>
        Assert.Equal(constants - scales, CostModel.Measure(OnnxFile.Read(SharedData.Model(name))).Parameters);

    [Fact]
    public void A_published_resnet20_has_the_macs_of_the_architecture() =>
        Assert.Equal(40_551_040, CostModel.Measure(OnnxFile.Read(SharedData.Model("resnet20_cifar10jpeg.onnx"))).Macs);

    [Fact]
    public void Macs_grow_with_the_input()
    {
        var graph = ModelZoo.Build("yolov3-tiny", new() { Width = 0.25 });
        Assert.Equal(4 * CostModel.Measure(graph, [1, 3, 192, 192]).Macs, CostModel.Measure(graph, [1, 3, 384, 384]).Macs);
    }

    [Fact]
    public void Depthwise_and_transposed_convolutions_and_products_count_exactly()
    {
        var builder = new GraphBuilder("test", 1);
        var x = builder.Input("x", 8, 6, 6).Conv("depthwise", 8, 3, groups: 8);
        var weights = builder.Weights("up.weight", [8, 4, 2, 2], 1);
        var up = builder.Node("ConvTranspose", "up", 4, [x.Name, weights], ("strides", new long[] { 2, 2 }));
        var product = builder.Node("MatMul", "product", 4, [up.Name, builder.Weights("product.weight", [12, 5], 1)]);
        var sum = builder.Node("Add", "sum", 4, [product.Name, builder.Weights("sum.bias", [5], 1)]);
        builder.Output(sum, 4, 12, 5);

        var layers = CostModel.Measure(builder.Graph).Layers.ToDictionary(layer => layer.Name);
        Assert.Equal((72L, 8L * 6 * 6 * 9), (layers["depthwise"].Parameters, layers["depthwise"].Macs));
        Assert.Equal((128L, 8L * 6 * 6 * 4 * 2 * 2), (layers["up"].Parameters, layers["up"].Macs));
        Assert.Equal((60L, 4L * 12 * 5 * 12), (layers["product"].Parameters, layers["product"].Macs));
        Assert.Equal((5L, 0L), (layers["sum"].Parameters, layers["sum"].Macs));
    }

    [Fact]
    public void A_shared_weight_counts_once()
    {
        var builder = new GraphBuilder("test", 1);
        var x = builder.Input("x", 4, 6, 6).Conv("first", 4, 3);
        builder.Output(builder.Node("Conv", "second", 4, [x.Name, "first.weight"], ("pads", new long[] { 1, 1, 1, 1 })), 4, 6, 6);
        Assert.Equal(144, CostModel.Measure(builder.Graph).Parameters);
    }

    [Fact]
    public void An_operator_without_shape_rule_matters_only_where_its_shape_is_needed()
    {
        var builder = new GraphBuilder("test", 1);
        var strange = builder.Node("NonZero", "strange", 4, [builder.Input("x", 4, 6, 6).Name]);
        Assert.Equal(0, CostModel.Measure(builder.Graph).Macs);

        strange.Relu("between").Conv("behind", 4, 3);
        var error = Assert.Throws<GraphException>(() => CostModel.Measure(builder.Graph));
        Assert.Contains("Conv 'behind'", error.Message, StringComparison.Ordinal);
        Assert.Contains("operator NonZero of the node 'strange'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_open_input_size_must_be_stated()
    {
        var builder = new GraphBuilder("test", 1);
        builder.Graph.Inputs.Add(new("x", ElementType.Float32, [Dimension.Unknown, 3, Dimension.Unknown, Dimension.Unknown]));
        new Feature(builder, "x", 3).Conv("conv", 4, 3);
        Assert.Contains("state the input shape", Assert.Throws<GraphException>(() => CostModel.Measure(builder.Graph)).Message, StringComparison.Ordinal);
        Assert.Equal(108 * 16, CostModel.Measure(builder.Graph, [1, 3, 4, 4]).Macs);
    }

    private static void Compare(Layer[] expected, ModelCost actual)
    {
        Assert.Equal(expected.Select(layer => layer.Macs), actual.Layers.Where(layer => layer.OpType == "Conv").Select(layer => layer.Macs));
        Assert.Equal(expected.Sum(layer => layer.Parameters), actual.Parameters);
        Assert.Equal(expected.Sum(layer => layer.Macs), actual.Macs);
    }
}
