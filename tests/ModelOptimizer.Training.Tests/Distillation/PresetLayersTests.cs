using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Darknet;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Training.Distillation;

namespace ModelOptimizer.Training.Tests.Distillation;

public sealed class PresetLayersTests
{
    private static ModelGraph Zoo(string name, int size) => ModelZoo.Build(name, new() { Classes = ["a"], InputSize = new(size, size), Width = 0.0625 });

    [Fact]
    public void YoloV4_has_the_papers_layers_and_weights()
    {
        var graph = Zoo("yolov4", 416);
        var maps = new FeatureMaps(graph);

        var terms = PresetLayers.Of(AttentionPreset.GcpYoloV4, graph);

        Assert.Equal(
            [
                "backbone/stage1/join/act", "backbone/stage2/join/act", "backbone/stage3/join/act", "backbone/stage4/join/act",
                "neck/stride16/top/lateral/act", "head/stride32/conv/act",
                "neck/stride8/lateral/act", "head/stride8/conv/act", "head/stride16/conv/act",
            ],
            terms.Select(term => term.Value));
        Assert.Equal([1e6, 1e6, 1e6, 1e6, 1e3, 1e3, 1e4, 1e4, 1e4], terms.Select(term => term.Weight));
        Assert.All(terms, term => Assert.True(term.PerPosition));
        // beta / (H W) at 416 pixels, the weights of the distance per image.
        Assert.Equal(
            [23, 92, 370, 1479, 5.9, 5.9, 14.8, 3.7, 14.8],
            terms.Select(term => (maps.Resolution(term.Value)!.Value, term.Weight)).Select(map => map.Weight / (map.Value.Height * map.Value.Width)).Select(weight => weight < 20 ? Math.Round(weight, 1) : Math.Round(weight)));
    }

    [Fact]
    public void YoloV3_has_twelve_layers_of_one_weight()
    {
        var graph = Zoo("yolov3", 416);
        var maps = new FeatureMaps(graph);

        var terms = PresetLayers.Of(AttentionPreset.GcpYoloV3, graph);

        Assert.Equal([2, 4, 8, 8, 16, 16, 32, 32, 16, 16, 8, 8], terms.Select(term => maps.Stride(term.Value)!.Value));
        Assert.All(terms, term => Assert.Equal(1e3, term.Weight));
    }

    [Fact]
    public void Finds_the_same_layers_in_darknets_own_description()
    {
        var graph = DarknetFile.Read(SharedData.Darknet("yolov4.cfg"), new());
        var maps = new FeatureMaps(graph);

        var terms = PresetLayers.Of(AttentionPreset.GcpYoloV4, graph);

        Assert.Equal([2, 4, 8, 16, 32, 32, 16, 8, 16], terms.Select(term => maps.Stride(term.Value)!.Value));
    }

    [Theory]
    [InlineData("yolov4-tiny")]
    [InlineData("yolov3")]
    public void Another_network_is_refused_by_name(string name)
    {
        var error = Assert.Throws<TrainingException>(() => PresetLayers.Check(AttentionPreset.GcpYoloV4, Zoo(name, 64)));

        Assert.Contains("belongs to YOLOv4", error.Message, StringComparison.Ordinal);
    }
}
