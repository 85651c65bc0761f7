using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Training.Distillation;

namespace ModelOptimizer.Training.Tests.Distillation;

public sealed class AttentionLayersTests
{
    private static ModelGraph Zoo(string name, int size = 64) => ModelZoo.Build(name, new() { Classes = ["a", "b"], InputSize = new(size, size), Width = 0.125 });

    [Fact]
    public void Chooses_the_ends_of_stages_and_the_input_of_the_head() =>
        Assert.Equal(["conv0/act", "conv1/act", "conv3/act"], AttentionLayers.Choose(Networks.Detector(), Networks.Detector()));

    [Fact]
    public void Chooses_a_stages_end_even_where_a_head_has_its_resolution()
    {
        var graph = Zoo("yolov4");

        // The paper's layers of YOLOv4 (arXiv 2306.01526) but for the two before enlargements; further the stem and what descends in the neck.
        Assert.Equal(
            [
                "backbone/stem/conv/act", "backbone/stage1/join/act", "backbone/stage2/join/act", "backbone/stage3/join/act", "backbone/stage4/join/act",
                "neck/stride8/conv4/act", "head/stride8/conv/act", "neck/stride16/conv4/act", "head/stride16/conv/act", "head/stride32/conv/act",
            ],
            AttentionLayers.Choose(graph, graph));
    }

    [Fact]
    public void Chooses_what_comes_before_a_layer_that_the_student_lost()
    {
        var student = Networks.Detector();
        student.Nodes.RemoveAll(node => node.Name.StartsWith("conv3", StringComparison.Ordinal));

        Assert.Equal(["conv0/act", "conv1/act", "conv2/act"], AttentionLayers.Choose(Networks.Detector(), student));
    }

    [Theory]
    [InlineData("resnet20")]
    [InlineData("mobilenetv2")]
    [InlineData("yolov5s")]
    public void Chooses_maps_of_falling_resolution_in_other_networks(string name)
    {
        var graph = Zoo(name);
        var maps = new FeatureMaps(graph);

        var strides = AttentionLayers.Choose(graph, graph).Select(maps.Stride).ToArray();

        Assert.True(strides.Distinct().Count() >= 3, string.Join(' ', strides));
    }

    [Fact]
    public void A_pattern_stands_for_what_layers_hand_on()
    {
        var graph = Zoo("yolov4");

        Assert.Equal(
            ["backbone/stage1/join/act", "backbone/stage2/join/act", "backbone/stage3/join/act", "backbone/stage4/join/act", "backbone/stage5/join/act"],
            AttentionLayers.Find(graph, "backbone/stage?/join"));
        Assert.Equal(["backbone/stage3/concat"], AttentionLayers.Find(graph, "*/stage3/concat"));
        Assert.Empty(AttentionLayers.Find(graph, "nothing*"));
    }

    [Fact]
    public void The_first_group_that_names_a_layer_takes_it()
    {
        var graph = Networks.Detector();
        var options = new DistillationOptions { AttentionGroups = [new(5, ["conv1"]), new(2, ["auto"])] };

        var terms = AttentionLayers.Terms(options, graph, graph);

        Assert.Equal([("conv1/act", 5.0), ("conv0/act", 2.0), ("conv3/act", 2.0)], terms.Select(term => (term.Value, term.Weight)));
    }

    [Fact]
    public void A_pattern_that_matches_nothing_is_refused()
    {
        var options = new DistillationOptions { AttentionGroups = [new(1, ["conv9"])] };

        var error = Assert.Throws<TrainingException>(() => AttentionLayers.Terms(options, Networks.Detector(), Networks.Detector()));

        Assert.Contains("'conv9'", error.Message, StringComparison.Ordinal);
    }
}
