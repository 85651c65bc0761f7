using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Graph.Shapes;
using ModelOptimizer.Graph.Zoo;

namespace ModelOptimizer.Graph.Tests.Zoo;

/// <summary>The zoo against the totals that others publish for the same networks.</summary>
public class PublishedCostTests
{
    public static TheoryData<string> Names => [.. ModelZoo.Names];

    [Theory]
    // Parameters and, at 224 x 224, 10^9 multiply-accumulates that torchvision's model pages state.
    [InlineData("resnet18", 11_689_512, 1.814)]
    [InlineData("resnet34", 21_797_672, 3.664)]
    [InlineData("resnet50", 25_557_032, 4.089)]
    [InlineData("resnet101", 44_549_160, 7.801)]
    [InlineData("resnext50", 25_028_904, 4.230)]
    [InlineData("vgg11-bn", 132_868_840, 7.609)]
    [InlineData("vgg16-bn", 138_365_992, 15.470)]
    [InlineData("vgg19-bn", 143_678_248, 19.632)]
    [InlineData("densenet121", 7_978_856, 2.834)]
    [InlineData("mobilenetv2", 3_504_872, 0.301)]
    [InlineData("mobilenetv3-small", 2_542_856, 0.057)]
    [InlineData("shufflenetv2", 2_278_604, 0.145)]
    [InlineData("efficientnet-b0", 5_288_548, 0.386)]
    [InlineData("googlenet", 6_624_904, 1.498)]
    [InlineData("squeezenet1.0", 1_248_424, 0.819)]
    [InlineData("squeezenet1.1", 1_235_496, 0.349)]
    public void Imagenet_classifiers_cost_what_torchvision_states(string name, long parameters, double billions)
    {
        var cost = CostModel.Measure(ModelZoo.Build(name));
        Assert.Equal(parameters, cost.Parameters);
        Assert.Equal(billions, cost.Macs / 1e9, 0.0005);
    }

    [Theory]
    // By an independent counter at 224 x 224, to four digits.
    [InlineData("resnet50", 4.0892)]
    [InlineData("vgg16-bn", 15.4703)]
    [InlineData("densenet121", 2.8342)]
    [InlineData("mobilenetv2", 0.3008)]
    public void Macs_agree_with_an_independent_counter(string name, double billions) =>
        Assert.Equal(billions, CostModel.Measure(ModelZoo.Build(name)).Macs / 1e9, 0.00005);

    [Theory]
    // He et al., arXiv 1512.03385, table 6 and arXiv 1603.05027, table 5; Huang et al., arXiv 1608.06993, table 2; Liu et al., arXiv 1708.06519, table 1.
    [InlineData("resnet20", 0.27)]
    [InlineData("resnet32", 0.46)]
    [InlineData("resnet56", 0.85)]
    [InlineData("resnet110", 1.7)]
    [InlineData("resnet164", 1.7)]
    [InlineData("densenet40", 1.0)]
    [InlineData("vgg19-cifar", 20.04)]
    public void Cifar_classifiers_have_the_parameters_of_their_papers(string name, double millions) =>
        Assert.Equal(millions, CostModel.Measure(ModelZoo.Build(name)).Parameters / 1e6, 0.03);

    [Theory]
    // 3x3: stem 3x16, then 2n-1 pairs ... by hand: 432 + 9 (2n 16^2 + 16x32 + (2n-1) 32^2 + 32x64 + (2n-1) 64^2), 2 per channel of BatchNorm, 650 at the end.
    [InlineData("resnet56", 9)]
    [InlineData("resnet110", 18)]
    public void Cifar_resnets_have_the_parameters_counted_by_hand(string name, long n)
    {
        var weights = 432 + (9 * ((2 * n * 256) + (16 * 32) + (((2 * n) - 1) * 1024) + (32 * 64) + (((2 * n) - 1) * 4096)));
        Assert.Equal(weights + (2 * (16 + (2 * n * (16 + 32 + 64)))) + 650, CostModel.Measure(ModelZoo.Build(name)).Parameters);
    }

    [Fact]
    public void Densenet40_has_the_parameters_counted_by_hand()
    {
        // Layer i of a block reads start + 12 i channels: 12 start + 792 in all 12; the blocks start with 16, 160 and 304 channels.
        const long Read = (12 * (16 + 160 + 304)) + (3 * 792);
        const long Weights = (3 * 9 * 16) + (Read * 9 * 12) + (160 * 160) + (304 * 304);
        Assert.Equal(Weights + (2 * (Read + 160 + 304 + 448)) + (448 * 10) + 10, CostModel.Measure(ModelZoo.Build("densenet40")).Parameters);
    }

    [Theory]
    // The totals of Darknet's networks as the literature on their pruning states them; GFLOPs are twice the multiply-accumulates, at 416 x 416.
    [InlineData("yolov4", 20, 64_040_001, 59.669)]
    [InlineData("yolov3", 20, 61_626_049, 65.428)]
    public void Yolo_costs_what_is_published(string name, int classes, long parameters, double gigaflops)
    {
        var cost = CostModel.Measure(Detector(name, classes));
        Assert.Equal(parameters, cost.Parameters);
        Assert.Equal(gigaflops, 2 * cost.Macs / 1e9, 0.0005);
    }

    [Theory]
    [InlineData("yolov3", 5, 61_545_274)]
    [InlineData("yolov3", 3, 61_534_504)]
    [InlineData("yolov3", 1, 61_523_734)]
    // yolov3 with 80 classes, and a 1x1 convolution from 2048 to 512 channels with its BatchNorm: 61,949,149 + 2048 x 512 + 2 x 512.
    [InlineData("yolov3-spp", 80, 62_998_749)]
    // The published YOLOv5s, release 6.
    [InlineData("yolov5s", 80, 7_235_389)]
    // torchvision's retinanet_resnet50_fpn has 34,014,999, and 53,120 frozen numbers in its BatchNorms that it does not count.
    [InlineData("retinanet", 91, 34_014_999 + 53_120)]
    public void Detectors_have_the_published_parameters(string name, int classes, long parameters) =>
        Assert.Equal(parameters, CostModel.Measure(Detector(name, classes)).Parameters);

    [Theory, MemberData(nameof(Names))]
    public void Every_shape_is_known_while_the_batch_stays_free(string name)
    {
        var graph = ModelZoo.Build(name);
        var shapes = ShapeInference.Infer(graph);
        Assert.All(graph.Nodes.SelectMany(node => node.Outputs), value =>
        {
            Assert.Equal(new Dimension(null, "N"), shapes.Shape(value)[0]);
            Assert.All(shapes.Shape(value).Skip(1), dimension => Assert.NotNull(dimension.Value));
        });
        Assert.All(graph.Outputs, output => Assert.Equal(output.Shape, shapes.Shape(output.Name)));
    }

    [Theory, MemberData(nameof(Names))]
    public void No_name_is_given_twice(string name)
    {
        var graph = ModelZoo.Build(name);
        Assert.Distinct(graph.Nodes.Select(node => node.Name));
        Assert.Distinct(graph.Nodes.SelectMany(node => node.Outputs).Concat(graph.Initializers.Keys).Concat(graph.Inputs.Select(input => input.Name)));
    }

    private static ModelGraph Detector(string name, int classes) =>
        ModelZoo.Build(name, new() { Classes = [.. Enumerable.Range(0, classes).Select(index => $"class{index}")] });
}
