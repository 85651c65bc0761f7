using ModelOptimizer.Graph.Classification;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Zoo;

namespace ModelOptimizer.Graph.Tests.Zoo;

public class ModelZooTests
{
    [Fact]
    public void Yolov4_tiny_has_the_convolutions_of_its_network_description()
    {
        // Filters of the 21 [convolutional] sections of yolov4-tiny.cfg, in order.
        long[] filters = [32, 64, 64, 32, 32, 64, 128, 64, 64, 128, 256, 128, 128, 256, 512, 256, 512, 255, 128, 256, 255];
        Assert.Equal(filters, Widths(ModelZoo.Build("yolov4-tiny")));
    }

    [Fact]
    public void Yolov3_tiny_has_the_convolutions_of_its_network_description()
    {
        // Filters of the 13 [convolutional] sections of yolov3-tiny.cfg, in order.
        long[] filters = [16, 32, 64, 128, 256, 512, 1024, 256, 512, 255, 128, 256, 255];
        Assert.Equal(filters, Widths(ModelZoo.Build("yolov3-tiny")));
    }

    [Fact]
    public void Resnet20_has_19_convolutions_in_three_stages() =>
        Assert.Equal([16, .. Enumerable.Repeat(16L, 6), .. Enumerable.Repeat(32L, 6), .. Enumerable.Repeat(64L, 6)], Widths(ModelZoo.Build("resnet20")));

    [Fact]
    public void A_detector_describes_its_heads()
    {
        var graph = ModelZoo.Build("yolov4-tiny", new() { Classes = ["robot", "ball"], InputSize = new(832, 416) });
        var description = DetectorDescription.Read(graph)!;

        Assert.Equal(["robot", "ball"], description.Classes);
        Assert.Equal((832, 416), (description.InputWidth, description.InputHeight));
        Assert.Equal([32, 16], description.Heads.Select(head => head.Stride));
        Assert.Equal([new(162, 82), new(270, 169), new(688, 319)], description.Heads[0].Anchors); // mask 3,4,5, widths doubled with the input
        Assert.Equal([new(46, 27), new(74, 58), new(162, 82)], description.Heads[1].Anchors); // mask 1,2,3
        Assert.Equal(1.05f, description.Heads[0].ScaleXY);
        Assert.Equal(description.Heads.Select(head => head.Output), graph.Outputs.Select(output => output.Name));
        Assert.Equal(["N, 21, 13, 26", "N, 21, 26, 52"], graph.Outputs.Select(output => string.Join(", ", output.Shape!)));
    }

    [Fact]
    public void An_untrained_head_believes_in_an_object_with_probability_one_percent()
    {
        var bias = ModelZoo.Build("yolov3-tiny", new() { Classes = ["a", "b"] }).Initializers["head/stride16/output.bias"].Floats;
        for (var anchor = 0; anchor < 3; anchor++)
        {
            Assert.Equal(0.01, 1 / (1 + Math.Exp(-bias[(anchor * 7) + 4])), 6);
            Assert.Equal(0, bias[(anchor * 7) + 5]);
        }
    }

    [Fact]
    public void A_classifier_describes_its_classes() =>
        Assert.Equal(10, ClassifierDescription.Read(ModelZoo.Build("resnet20"))!.Classes.Count);

    [Fact]
    public void Weights_have_the_deviation_of_He()
    {
        var weights = ModelZoo.Build("yolov3-tiny").Initializers["backbone/stage6/conv.weight"].Floats.ToArray();
        Assert.Equal(0, weights.Average(), 4);
        Assert.Equal(Math.Sqrt(2.0 / (512 * 9)), Math.Sqrt(weights.Average(weight => (double)weight * weight)), 4);
    }

    [Fact]
    public void Weights_follow_the_generators_definition()
    {
        // SplitMix64 (Steele et al., 2014) and Box-Muller, number by number; the vectors' logarithm and sine may differ in the last bit.
        var state = 5UL;
        double Uniform()
        {
            var bits = state += 0x9E3779B97F4A7C15;
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
            return ((bits ^ (bits >> 31)) >> 11) * (1.0 / (1UL << 53));
        }

        var generator = new WeightGenerator(5);
        foreach (var tensor in new[] { generator.Normal([3, 7], 0.5), generator.Normal([5], 2), generator.Normal([1000], 1) })
        {
            var deviation = tensor.Count switch { 21 => 0.5, 5 => 2.0, _ => 1.0 };
            for (var i = 0; i < tensor.Count; i += 2)
            {
                var radius = deviation * Math.Sqrt(-2 * Math.Log(1 - Uniform()));
                var (sin, cos) = Math.SinCos(2 * Math.PI * Uniform());
                Assert.Equal(radius * cos, tensor.Floats[i], 1e-6);
                Assert.True(i + 1 == tensor.Count || Math.Abs(tensor.Floats[i + 1] - (radius * sin)) < 1e-6);
            }
        }
    }

    [Fact]
    public void The_seed_determines_the_bytes()
    {
        byte[] Bytes(long seed) => OnnxFile.ToBytes(ModelZoo.Build("resnet20", new() { Seed = seed }));
        Assert.Equal(Bytes(7), Bytes(7));
        Assert.NotEqual(Bytes(7), Bytes(8));
    }

    [Fact]
    public void Width_scales_all_but_the_heads_to_multiples_of_8()
    {
        var widths = Widths(ModelZoo.Build("yolov4-tiny", new() { Width = 0.3 }));
        Assert.Equal([8, 16, 16, 8, 8, 16], widths.Take(6)); // 9.6, 19.2, 19.2, halves, 19.2
        Assert.Equal(255, widths[^1]);
    }

    [Fact]
    public void Options_are_read_from_text() => Assert.Equivalent(
        new ZooOptions { Classes = ["robot", "ball"], InputSize = new(320, 256), Width = 0.5, Seed = 3, Anchors = [new(1, 2), new(3, 4)] },
        ZooOptions.Parse(Options(("classes", "robot, ball"), ("inputSize", "320x256"), ("width", "0.5"), ("seed", "3"), ("anchors", "[[1,2],[3,4]]"))), strict: true);

    [Theory]
    [InlineData("256", 256, 256)]
    [InlineData("[320, 256]", 320, 256)]
    public void Input_sizes_are_read_from_json(string text, int width, int height) =>
        Assert.Equal(new InputSize(width, height), ZooOptions.Parse(Options(("inputSize", text))).InputSize);

    [Theory]
    [InlineData("3")]
    [InlineData("[\"class0\",\"class1\",\"class2\"]")]
    public void Classes_are_a_count_or_names(string text) =>
        Assert.Equal(["class0", "class1", "class2"], ZooOptions.Parse(Options(("classes", text))).Classes);

    [Fact]
    public void Widens_the_reach_of_a_cells_centre_on_request() =>
        Assert.All(
            DetectorDescription.Read(ModelZoo.Build("yolov4-tiny", ZooOptions.Parse(Options(("scaleXY", "2")))))!.Heads,
            head => Assert.Equal(2, head.ScaleXY));

    [Theory]
    [InlineData("inputsize", "256", "did you mean 'inputSize'?")]
    [InlineData("colour", "red", "there are: anchors, classes")]
    [InlineData("inputSize", "big", "malformed")]
    [InlineData("inputSize", "0", "positive")]
    [InlineData("width", "0", "(0, 8]")]
    [InlineData("classes", "0", "at least one class")]
    [InlineData("classes", "a,a", "twice")]
    [InlineData("anchors", "[[1]]", "malformed")]
    [InlineData("anchors", "[[1,-2]]", "not positive")]
    [InlineData("scaleXY", "0.5", "[1, 4]")]
    public void Refuses_a_wrong_option(string name, string value, string message) =>
        Assert.Contains(message, Assert.Throws<GraphException>(() => ZooOptions.Parse(Options((name, value)))).Message, StringComparison.Ordinal);

    [Fact]
    public void Refuses_an_unknown_architecture() =>
        Assert.Contains("did you mean 'yolov4-tiny'?", Assert.Throws<GraphException>(() => ModelZoo.Build("yolo4-tiny")).Message, StringComparison.Ordinal);

    [Fact]
    public void Refuses_an_input_size_that_the_strides_do_not_divide() =>
        Assert.Contains("multiples of 32", Assert.Throws<GraphException>(() => ModelZoo.Build("yolov3-tiny", new() { InputSize = new(400, 416) })).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("resnet20", "anchors")]
    [InlineData("retinanet", "anchors")]
    [InlineData("resnet50", "scaleXY")]
    public void Refuses_an_option_of_other_architectures(string name, string option) => Assert.Contains(
        $"'{option}' is an option of", Assert.Throws<GraphException>(() => ModelZoo.Build(name, option == "scaleXY" ? new() { ScaleXY = 2 } : new() { Anchors = [new(1, 1)] })).Message, StringComparison.Ordinal);

    [Fact]
    public void Refuses_an_image_that_the_pools_leave_nothing_of() =>
        Assert.Contains("at least 32 x 32", Assert.Throws<GraphException>(() => ModelZoo.Build("vgg16-bn", new() { InputSize = new(64, 16) })).Message, StringComparison.Ordinal);

    [Fact]
    public void Yolov4_scales_its_anchors_and_widens_each_scale_by_itself()
    {
        var heads = DetectorDescription.Read(ModelZoo.Build("yolov4", new() { InputSize = new(512, 512), Classes = ["a"] }))!.Heads;
        Assert.Equal([(8, 1.2f), (16, 1.1f), (32, 1.05f)], heads.Select(head => (head.Stride, head.ScaleXY)));
        Assert.Equal(new(459, 401), heads[2].Anchors[2]);
    }

    private static List<long> Widths(ModelGraph graph) =>
        [.. graph.Nodes.Where(node => node.OpType == "Conv").Select(node => graph.Initializers[node.Inputs[1]].Shape[0])];

    private static IEnumerable<KeyValuePair<string, string>> Options(params (string Name, string Value)[] options) =>
        options.Select(option => KeyValuePair.Create(option.Name, option.Value));
}
