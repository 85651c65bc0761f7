using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pruning.Groups;

namespace ModelOptimizer.Pruning.Tests.Groups;

public class CoupledLayersTests
{
    /// <summary>The shortcuts of ResNet-20 pad: 16 channels go through all three stages, 16 more through two, 32 through the last; each block's first layer is free.</summary>
    [Fact]
    public void Channels_are_put_together_by_the_layers_that_make_them()
    {
        var coupled = CoupledLayers.Of(ModelZoo.Build("resnet20", new()), new());
        var stages = coupled.Where(layers => layers.Layers.Count > 1).OrderByDescending(layers => layers.Layers.Count).ToList();

        Assert.Equal([(10, 16), (6, 16), (3, 32)], stages.Select(layers => (layers.Layers.Count, layers.Channels)));
        Assert.Equal(9, coupled.Count(layers => layers.Layers.Count == 1));
    }

    [Fact]
    public void Protected_and_excluded_layers_are_left_out()
    {
        var graph = ModelZoo.Build("resnet20", new());

        Assert.DoesNotContain(CoupledLayers.Of(graph, new()), layers => layers.Layers.Contains("logits"));
        Assert.DoesNotContain(CoupledLayers.Of(graph, new() { Exclude = ["stage1/block0/conv0"] }), layers => layers.Layers.Contains("stage1/block0/conv0"));
    }
}
