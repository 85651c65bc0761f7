using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Tests.Reference;
using static ModelOptimizer.Pruning.Tests.Coupling.CoupledGraph;

namespace ModelOptimizer.Pruning.Tests.Coupling;

public class ChannelCouplingTests
{
    [Fact]
    public void A_convolution_couples_with_its_normalisation_and_its_reader()
    {
        var coupling = Analyse(x => [x.ConvLeaky("a", 8, 3).Conv("b", 4, 1)]);
        var block = Assert.Single(coupling.Blocks, block => block.IsPrunable);
        Assert.Equal("8 channels: a out, a/bn, b in", block.ToString());
    }

    [Fact]
    public void Graph_inputs_and_outputs_stay()
    {
        var coupling = Analyse(x => [x.Conv("a", 8, 3)]);
        Assert.All(coupling.Blocks, block => Assert.False(block.IsPrunable));
        Assert.Contains(("a", "it is a graph output"), coupling.LeftWhole);
    }

    [Fact]
    public void An_addition_makes_its_operands_leave_together()
    {
        var coupling = Analyse(x =>
        {
            var stem = x.Conv("stem", 8, 3);
            return [stem.Conv("branch", 8, 3).Add("add", stem).Conv("head", 2, 1)];
        });
        Assert.Equal(Sets(coupling, "stem"), Sets(coupling, "branch"));
    }

    [Fact]
    public void A_depthwise_convolution_passes_channels_through()
    {
        var coupling = Analyse(x => [x.Conv("a", 6, 1).Conv("depthwise", 12, 3, groups: 6).Conv("head", 2, 1)]);
        Assert.Equal(Sets(coupling, "a").SelectMany(set => new[] { set, set }), Sets(coupling, "depthwise"));
        Assert.Equal(Sets(coupling, "depthwise"), InputSets(coupling, "head"));
    }

    [Fact]
    public void The_groups_of_a_grouped_convolution_lose_the_same_local_channels()
    {
        var coupling = Analyse(x => [x.Conv("a", 8, 1).Conv("grouped", 12, 3, groups: 2).Conv("head", 2, 1)]);
        Assert.Equal(Sets(coupling, "a")[..4], Sets(coupling, "a")[4..]);
        Assert.Equal(Sets(coupling, "grouped")[..6], Sets(coupling, "grouped")[6..]);
    }

    [Fact]
    public void A_squeeze_and_excite_gate_leaves_with_what_it_scales()
    {
        var coupling = Analyse(x =>
        {
            var a = x.Conv("a", 8, 1);
            var gate = a.Then("GlobalAveragePool", "squeeze", 8, []).Conv("reduce", 2, 1).Conv("expand", 8, 1).Then("Sigmoid", "gate", 8, []);
            return [a.Then("Mul", "scale", 8, [gate.Name]).Conv("head", 2, 1)];
        });
        Assert.Equal(Sets(coupling, "a"), Sets(coupling, "expand"));
        Assert.NotEqual(Sets(coupling, "a")[..2], Sets(coupling, "reduce"));
    }

    [Fact]
    public void A_weight_that_two_convolutions_share_couples_both()
    {
        var graph = TestGraph.Build(x => [x.Conv("a", 8, 1).Conv("b", 8, 1).Conv("c", 8, 1).Conv("head", 2, 1)]);
        graph.Nodes.Single(node => node.Name == "c").Inputs[1] = "b.weight";
        var coupling = ChannelCoupling.Of(graph);
        Assert.Equal(Sets(coupling, "a"), Sets(coupling, "b"));
        Assert.Equal(Sets(coupling, "b"), Sets(coupling, "c"));
    }

    [Fact]
    public void A_learned_scale_is_sliced_along()
    {
        var coupling = Analyse(x =>
        {
            var a = x.Conv("a", 8, 1);
            return [a.Then("Mul", "scale", 8, [a.Builder.Constant("s", TensorData.Of([8, 1, 1], new float[8]))]).Conv("head", 2, 1)];
        });
        Assert.Contains(coupling.Slots, slot => slot.Initializer == "s" && slot.Channels.Axis == 0);
    }

    [Theory]
    [InlineData("yolov3-tiny")]
    [InlineData("yolov4-tiny")]
    [InlineData("resnet20")]
    public void Every_layer_of_the_zoo_is_followed(string name)
    {
        var graph = TestGraph.Tiny(name);
        var coupling = ChannelCoupling.Of(graph);
        Assert.Empty(coupling.Refusals);
        var outputs = graph.Outputs.Select(output => output.Name).ToHashSet();
        Assert.Equal(graph.Nodes.Where(node => outputs.Contains(node.Output)).Select(node => node.Name), coupling.LeftWhole.Select(whole => whole.Layer));
    }

    [Fact]
    public void A_transposed_convolution_makes_new_channels()
    {
        var coupling = Analyse(x =>
        {
            var a = x.Conv("a", 8, 1);
            return [a.Then("ConvTranspose", "up", 6, [a.Builder.Weights("w", [8, 6, 2, 2], 1)], ("strides", new long[] { 2, 2 })).Conv("head", 2, 1)];
        });
        Assert.Equal(Sets(coupling, "a"), InputSets(coupling, "up"));
        Assert.Equal(Sets(coupling, "up"), InputSets(coupling, "head"));
        Assert.Empty(Sets(coupling, "a").Intersect(Sets(coupling, "up")));
    }

    [Fact]
    public void A_weight_shared_with_a_grouped_convolution_couples_its_groups()
    {
        var graph = TestGraph.Build(x => [x.Conv("a", 4, 1).Conv("b", 8, 1).Conv("c", 8, 1, groups: 2).Conv("head", 2, 1)]);
        graph.Nodes.Single(node => node.Name == "c").Inputs[1] = "b.weight";
        var coupling = ChannelCoupling.Of(graph);
        Assert.Equal(Sets(coupling, "b"), Sets(coupling, "c"));
        Assert.Equal(Sets(coupling, "b")[..4], Sets(coupling, "b")[4..]);
        Assert.Equal(Sets(coupling, "a"), Sets(coupling, "b")[..4]);
    }
}
