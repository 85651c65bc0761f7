using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Tests.Reference;
using static ModelOptimizer.Pruning.Tests.Coupling.CoupledGraph;

namespace ModelOptimizer.Pruning.Tests.Coupling;

/// <summary>What cannot be followed, and what stays whole for it.</summary>
public class RefusedChannelTests
{
    [Fact]
    public void An_unknown_operator_is_refused_by_name_and_what_reaches_it_stays()
    {
        var coupling = Analyse(x => [x.Conv("a", 8, 1).Then("Det", "soft", 8, []).Conv("b", 4, 1).Conv("head", 2, 1)]);
        Assert.Equal("Det 'soft': the operator Det is not known to pruning", Assert.Single(coupling.Refusals).ToString());
        Assert.Contains(coupling.LeftWhole, whole => whole.Layer == "a" && whole.Reason.Contains("'soft'", StringComparison.Ordinal));
        Assert.True(coupling.Blocks.Single(block => block.Start == Sets(coupling, "b")[0]).IsPrunable);
    }

    [Fact]
    public void A_weight_that_is_also_read_whole_stays()
    {
        var graph = TestGraph.Build(x => [x.Conv("a", 8, 1).Conv("head", 2, 1)]);
        graph.Nodes.Add(new() { Name = "leak", OpType = "Identity", Inputs = ["a.weight"], Outputs = ["leak"] });
        Assert.All(ChannelCoupling.Of(graph).Blocks, block => Assert.False(block.IsPrunable));
    }

    [Fact]
    public void A_convolution_that_is_refused_stays_whole()
    {
        var graph = TestGraph.Build(x => [x.Conv("a", 8, 1).Conv("b", 8, 1, bias: new float[8]).Conv("head", 2, 1)]);
        graph.Initializers.Remove("b.bias");
        graph.Inputs.Add(new("b.bias", ElementType.Float32, [8]));
        var coupling = ChannelCoupling.Of(graph);
        Assert.Equal("its bias is not a constant", Assert.Single(coupling.Refusals).Reason);
        Assert.All(coupling.Blocks, block => Assert.False(block.IsPrunable));
    }

    [Fact]
    public void A_channel_shuffle_that_is_not_finished_stays_whole()
    {
        var coupling = Analyse(x =>
        {
            var a = x.Conv("a", 6, 1);
            return [a.Then("Reshape", "spread", 6, [a.Int64s("grid", 0, 2, 3, 12, 12)]).Relu("act")];
        });
        Assert.Equal("Relu 'act': its input's channels are spread over several axes", Assert.Single(coupling.Refusals).ToString());
        Assert.All(coupling.Blocks, block => Assert.False(block.IsPrunable));
    }

    [Theory]
    [InlineData("LRN", 8, "it normalises each channel by its neighbours, which would be others")]
    [InlineData("Softmax", 8, "it normalises over the channels")]
    [InlineData("ReduceMean", 1, "it reduces over the channels")]
    public void What_mixes_channels_is_refused(string opType, int left, string reason)
    {
        var coupling = Analyse(x => [x.Conv("a", 8, 1).Then(opType, "mix", left, [], ("size", 3L), ("axis", 1L), ("axes", new long[] { 1 })).Conv("head", 2, 1)]);
        Assert.Equal(reason, coupling.Refusals[0].Reason);
        Assert.Contains(coupling.LeftWhole, whole => whole.Layer == "a" && whole.Reason.EndsWith(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void After_an_operator_that_nobody_knows_layers_are_followed_again()
    {
        var graph = TestGraph.Build(x => [x.Conv("a", 8, 1).Then("Mystery", "odd", 8, []).Conv("b", 4, 1).Conv("head", 2, 1)]);
        var coupling = ChannelCoupling.Of(graph);
        Assert.Equal(["odd"], coupling.Refusals.Select(refusal => refusal.Node));
        Assert.True(coupling.Blocks.Single(block => block.Start == Sets(coupling, "b")[0]).IsPrunable);
    }

    [Fact]
    public void Asking_for_the_number_of_channels_keeps_them()
    {
        var graph = TestGraph.Build(x =>
        {
            var a = x.Conv("a", 8, 1);
            return [a.Conv("head", 2, 1), a.Then("Shape", "shape", 4, []).Then("Gather", "size", 1, [a.Int64s("one", 1)])];
        });
        Assert.Equal("Gather 'size' reads the number of channels", Assert.Single(ChannelCoupling.Of(graph).Refusals).Reason);
        graph.Initializers["one"] = TensorData.Of([1], [2L]);
        Assert.Empty(ChannelCoupling.Of(graph).Refusals);
    }

    [Fact]
    public void The_indices_of_a_pooling_keep_the_channels()
    {
        var graph = TestGraph.Build(x => [x.Conv("a", 8, 1).MaxPool("pool").Conv("head", 2, 1)]);
        graph.Nodes.Single(node => node.Name == "pool").Outputs.Add("indices");
        graph.Outputs.Add(new("indices", ElementType.Int64, null));
        Assert.Equal("its output 'indices' cannot be followed", Assert.Single(ChannelCoupling.Of(graph).Refusals).Reason);
    }
}
