using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Graph.Darknet;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Graph.Rewrites;
using ModelOptimizer.Graph.Shapes;

namespace ModelOptimizer.Graph.Tests.Darknet;

/// <summary>The published descriptions of the family, as other tools count them.</summary>
public class NetworkTests
{
    // Parameters and GFLOPs (2 x MAC) of the networks of arXiv 2306.01526 and 2110.03858, recomputed from their descriptions by another program.
    [Theory]
    [InlineData("yolov4.cfg", 20, 416, 64_040_001, 59.669)]
    [InlineData("yolov4.cfg", 20, 608, 64_040_001, 127.458)]
    [InlineData("yolov4-custom.cfg", 20, 416, 64_040_001, 59.669)]
    [InlineData("yolov3.cfg", 20, 416, 61_626_049, 65.428)]
    [InlineData("yolov3-voc.cfg", 20, 416, 61_626_049, 65.428)]
    [InlineData("yolov3.cfg", 5, 416, 61_545_274, null)]
    [InlineData("yolov3.cfg", 3, 416, 61_534_504, null)]
    [InlineData("yolov3.cfg", 1, 416, 61_523_734, null)]
    public void Counts_what_others_count(string cfg, int classes, int side, long parameters, double? gigaflops)
    {
        var filters = 3 * (5 + classes);
        var text = string.Join('\n', File.ReadLines(SharedData.Darknet(cfg)).Select(line => line.Replace(" ", "", StringComparison.Ordinal)).Select(line =>
            line.StartsWith("classes=", StringComparison.Ordinal) ? $"classes={classes}"
            : line is "filters=255" or "filters=75" ? $"filters={filters}"
            : line.StartsWith("width=", StringComparison.Ordinal) ? $"width={side}"
            : line.StartsWith("height=", StringComparison.Ordinal) ? $"height={side}"
            : line));
        var cost = CostModel.Measure(CfgText.Read(text));
        Assert.Equal(parameters, cost.Parameters);
        if (gigaflops is { } expected)
        {
            Assert.Equal(expected, 2 * cost.Macs / 1e9, 0.0005);
        }
    }

    [Theory]
    [InlineData("yolov3.cfg", 3)]
    [InlineData("yolov3-spp.cfg", 3)]
    [InlineData("yolov3-tiny.cfg", 2)]
    [InlineData("yolov3-voc.cfg", 3)]
    [InlineData("yolov4.cfg", 3)]
    [InlineData("yolov4-csp.cfg", 3)]
    [InlineData("yolov4-custom.cfg", 3)]
    [InlineData("yolov4-tiny.cfg", 2)]
    public void Every_published_description_becomes_a_detector_with_a_decoder(string cfg, int heads)
    {
        var graph = DarknetFile.Read(SharedData.Darknet(cfg));
        Assert.Equal(heads, DetectorDescription.Read(graph)!.Heads.Count);
        var shapes = ShapeInference.Infer(graph);
        Assert.All(graph.Outputs, output => Assert.Equal(output.Shape, shapes.Shape(output.Name)));
        Assert.Equal(["boxes", "scores"], DetectorDecoder.Append(graph).Outputs.Select(output => output.Name));
    }

    [Fact]
    public void Carries_what_yolo_sections_say()
    {
        var description = DetectorDescription.Read(DarknetFile.Read(SharedData.Darknet("yolov4-csp.cfg")))!;
        Assert.Equal((512, 512, 80), (description.InputWidth, description.InputHeight, description.Classes.Count));
        Assert.Equal([8, 16, 32], description.Heads.Select(head => head.Stride));
        Assert.All(description.Heads, head => Assert.Equal((2f, true), (head.ScaleXY, head.NewCoordinates)));
        Assert.Equal([new Anchor(142, 110), new(192, 243), new(459, 401)], description.Heads[2].Anchors);
    }

    [Fact]
    public void Takes_class_names_that_are_given() =>
        Assert.Equal(["robot", "ball"], DetectorDescription.Read(CfgText.Read(Head(2), new() { Classes = ["robot", "ball"] }))!.Classes);

    [Fact]
    public void Refuses_another_number_of_class_names() =>
        Assert.Contains("has 2 classes, but 1 names", Assert.Throws<DarknetException>(() => CfgText.Read(Head(2), new() { Classes = ["robot"] })).Message, StringComparison.Ordinal);

    [Fact]
    public void Fresh_weights_start_heads_with_rare_objects_and_repeat_by_seed()
    {
        var (first, again, other) = (CfgText.Read(Head(2)), CfgText.Read(Head(2)), CfgText.Read(Head(2), new() { Seed = 2 }));
        Assert.Equal(-Math.Log(99), first.Initializers["layer1/conv.bias"].Floats[4], 1e-5);
        Assert.Equal(0, first.Initializers["layer1/conv.bias"].Floats[5]);
        Assert.True(first.Initializers["layer0/conv.weight"].Bytes.SequenceEqual(again.Initializers["layer0/conv.weight"].Bytes));
        Assert.False(first.Initializers["layer0/conv.weight"].Bytes.SequenceEqual(other.Initializers["layer0/conv.weight"].Bytes));
    }

    [Fact]
    public void New_coordinates_are_decoded_by_their_own_formula()
    {
        // One cell, one anchor, one class: t = (0.5, 0.25, 0.5, 0.75, 0.5, 0.5), anchor 10 x 20, stride 8, scale 2.
        var graph = new ModelGraph
        {
            Outputs = { new("raw", ElementType.Float32, null) },
            Initializers = { ["raw"] = TensorData.Of([1, 6, 1, 1], [0.5f, 0.25f, 0.5f, 0.75f, 0.5f, 0.5f]) },
        };
        new DetectorDescription(["a"], 8, 8, [new("raw", 8, [new(10, 20)], 2, NewCoordinates: true)]).Write(graph);
        var known = ShapeInference.Infer(DetectorDecoder.Append(graph)).Known;
        // Centre (2 * 0.5 - 0.5) * 8 = 4 and (2 * 0.25 - 0.5) * 8 = 0; size 10 * (2 * 0.5)^2 = 10 and 20 * (2 * 0.75)^2 = 45.
        Assert.Equal([-1.0, -22.5, 9, 22.5], known[DetectorDecoder.Boxes]!.Reals!, (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal(0.25, known[DetectorDecoder.Scores]!.Reals![0], 1e-6);
    }

    internal static string Head(int classes) => CfgText.Stem
        + $"[convolutional]\nfilters={5 + classes}\nactivation=linear\n[yolo]\nmask=0\nanchors=10,14\nnum=1\nclasses={classes}\nscale_x_y=1.1\njitter=.3\n";
}
