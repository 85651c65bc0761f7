using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pruning.Groups;
using ModelOptimizer.Pruning.Tests.Reference;

namespace ModelOptimizer.Pruning.Tests.Groups;

public class PrunableScaleTests
{
    [Fact]
    public void Every_normalisation_of_yolov4_tiny_is_penalised_in_the_group_of_its_stride()
    {
        // yolov4-tiny.cfg: 21 convolutions, of which the 2 outputs have no normalisation.
        var scales = PrunableScale.Of(TestGraph.Tiny(), new());
        Assert.Equal(19, scales.Count);
        Assert.Equal(["stride 2", "stride 4", "stride 8", "stride 16", "stride 32"], scales.Select(scale => scale.Group).Distinct());
        Assert.Equal("stride 2", scales.Single(scale => scale.Layer == "backbone/stem/conv0/bn").Group);
    }

    [Fact]
    public void Channels_that_stay_are_not_penalised()
    {
        var graph = TestGraph.Build(x =>
        {
            var (first, second) = x.ConvLeaky("a", 8, 1).Halve("split");
            return [first, second.Conv("head", 2, 1)];
        });
        Assert.Equal([4, 5, 6, 7], Assert.Single(PrunableScale.Of(graph, new())).Channels);
    }

    [Fact]
    public void Stated_groups_come_before_strides()
    {
        var scales = PrunableScale.Of(TestGraph.Tiny(), new() { Groups = [new("neck", ["neck/*"])] });
        Assert.Equal(["neck/conv/bn", "neck/lateral/bn"], scales.Where(scale => scale.Group == "neck").Select(scale => scale.Layer));
    }
}
