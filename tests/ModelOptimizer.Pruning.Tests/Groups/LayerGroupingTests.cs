using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Darknet;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Groups;
using ModelOptimizer.Pruning.Tests.Reference;
using ModelOptimizer.Tests;

namespace ModelOptimizer.Pruning.Tests.Groups;

public class LayerGroupingTests
{
    [Fact]
    public void Modules_are_told_apart_by_place_stride_and_residual_sum()
    {
        var groups = Groups(TestGraph.Tiny(), LayerGrouping.Modules);

        Assert.Equal(
            ["backbone stride 2", "backbone stride 4", "backbone stride 8", "backbone stride 16", "backbone stride 32", "head stride 32", "head stride 16"],
            groups.Groups.Select(group => group.Name));
    }

    [Fact]
    public void Layers_whose_channels_are_added_are_residual()
    {
        var groups = Groups(TestGraph.Tiny("resnet20", width: 1), LayerGrouping.Modules);

        Assert.Equal("backbone stride 1 residual", groups.OfLayer["stage1/block0/conv1"]);
        Assert.Equal("backbone stride 1", groups.OfLayer["stage1/block0/conv0"]);
    }

    [Fact]
    public void Paths_turn_where_maps_grow_and_shrink_again()
    {
        var graph = TestGraph.Build(x =>
        {
            var down = x.ConvLeaky("down", 8, 3, stride: 2);
            var up = down.ConvLeaky("lateral", 8, 1).Upsample("upsample").ConvLeaky("up", 8, 3);
            var again = up.ConvLeaky("again", 8, 3, stride: 2);
            return [up.Conv("fine", 2, 1), again.Conv("coarse", 2, 1), again.Conv("other", 2, 1)];
        });

        var ofLayer = Groups(graph, LayerGrouping.Modules).OfLayer;

        Assert.Equal(
            ["backbone stride 2", "backbone stride 2", "top-down stride 1", "bottom-up stride 2", "head stride 1"],
            ((string[])["down", "lateral", "up", "again", "fine"]).Select(layer => ofLayer[layer]));
    }

    // Counted in yolov4.cfg and yolov3.cfg: convolutions between the layer indices of the released code, with their channels.
    [Theory]
    [InlineData("yolov4", LayerGrouping.GcpYolov4, new[] { 39, 20, 19, 14, 18 })]
    [InlineData("yolov3", LayerGrouping.GcpYolov3, new[] { 26, 17, 17, 8, 7 })]
    public void The_paper_s_groups_fit_the_zoo(string network, LayerGrouping grouping, int[] layers)
    {
        var groups = Groups(ModelZoo.Build(network, new() { Width = 0.125, InputSize = new(64, 64) }), grouping).Groups;

        Assert.Equal(["G1", "G2", "G3", "G4", "G5"], groups.Select(group => group.Name).Order(StringComparer.Ordinal));
        Assert.Equal(layers, groups.OrderBy(group => group.Name, StringComparer.Ordinal).Select(group => group.Layers));
    }

    [Fact]
    public void The_paper_s_groups_have_the_layers_where_the_paper_has_them()
    {
        var ofLayer = Groups(ModelZoo.Build("yolov4", new() { Width = 0.125, InputSize = new(64, 64) }), LayerGrouping.GcpYolov4).OfLayer;

        // Darknet's layers 55 (into 26 x 26 maps), 86 (into 13 x 13 maps), 117 (the first before an upsample) and 141 (down again).
        Assert.Equal(
            ["G1", "G2", "G3", "G4", "G4", "G5"],
            ((string[])["backbone/stage4/conv", "backbone/stage4/pass", "backbone/stage5/conv", "neck/stride16/top/lateral", "neck/stride8/lateral", "neck/stride16/down"])
                .Select(layer => ofLayer[layer]));
    }

    [Theory]
    [InlineData("yolov4", LayerGrouping.GcpYolov4)]
    [InlineData("yolov3", LayerGrouping.GcpYolov3)]
    public void The_paper_s_groups_fit_an_import_and_give_each_layer_the_zoo_s_group(string network, LayerGrouping grouping)
    {
        var imported = Groups(DarknetFile.Read(SharedData.Darknet($"{network}.cfg"), new() { Seed = 1 }), grouping);
        var built = Groups(ModelZoo.Build(network, new()), grouping);

        // Both take 80 classes, but images of other sizes.
        Assert.Equal(built.Groups.Select(Sizes).Order(), imported.Groups.Select(Sizes).Order());

        static (string, int, int, int, long) Sizes(GroupSummary group) => (group.Name, group.Layers, group.Channels, group.Free, group.Parameters);
    }

    [Fact]
    public void The_paper_s_groups_are_refused_for_another_model() => Assert.Contains(
        "for YOLOv4, 110 convolutions",
        Assert.Throws<GroupingException>(() => Groups(TestGraph.Tiny(), LayerGrouping.GcpYolov4)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_group_without_patterns_is_the_grouping_s()
    {
        var graph = TestGraph.Tiny().Trained(seed: 1);

        var plan = Pruner.Plan(graph, new() { Grouping = LayerGrouping.Modules, Groups = [new("head stride 16", [], 0.5)], MinimumKept = 0 });

        Assert.Equal(["head stride 16"], plan.Groups.Where(group => group.Removed > 0).Select(group => group.Name));
    }

    [Fact]
    public void A_group_without_patterns_that_nothing_makes_is_refused_by_name() => Assert.Contains(
        "did you mean 'stride 16'?",
        Assert.Throws<PruningException>(() => Pruner.Plan(TestGraph.Tiny(), new() { Groups = [new("stride 17", [], 0.5)] })).Message,
        StringComparison.Ordinal);

    private static (IReadOnlyList<GroupSummary> Groups, IReadOnlyDictionary<string, string> OfLayer) Groups(ModelGraph graph, LayerGrouping grouping) =>
        GroupSummary.Of(graph, ChannelCoupling.Of(graph), new() { Grouping = grouping });
}
