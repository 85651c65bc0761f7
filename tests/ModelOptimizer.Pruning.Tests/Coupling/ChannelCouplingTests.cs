using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Tests.Reference;

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
    public void A_concatenation_joins_channels_in_order()
    {
        var coupling = Analyse(x => [x.Conv("a", 4, 1).Concat("join", x.Conv("b", 6, 1)).Conv("head", 2, 1)]);
        Assert.Equal([.. Sets(coupling, "a"), .. Sets(coupling, "b")], InputSets(coupling, "head"));
    }

    [Fact]
    public void A_split_takes_sublists()
    {
        var coupling = Analyse(x =>
        {
            var (first, second) = x.Conv("a", 8, 1).Halve("split");
            return [first.Conv("head0", 2, 1), second.Conv("head1", 2, 1)];
        });
        Assert.Equal(Sets(coupling, "a")[..4], InputSets(coupling, "head0"));
        Assert.Equal(Sets(coupling, "a")[4..], InputSets(coupling, "head1"));
    }

    [Fact]
    public void A_slice_of_the_channels_takes_a_sublist()
    {
        var coupling = Analyse(x =>
        {
            var a = x.Conv("a", 8, 1);
            return [a.Then("Slice", "slice", 3, [a.Int64s("starts", 2), a.Int64s("ends", -3), a.Int64s("axes", 1)]).Conv("head", 2, 1)];
        });
        Assert.Equal(Sets(coupling, "a")[2..5], InputSets(coupling, "head"));
    }

    [Fact]
    public void Adding_the_halves_of_a_split_couples_them()
    {
        var coupling = Analyse(x =>
        {
            var (first, second) = x.Conv("a", 8, 1).Halve("split");
            return [first.Add("add", second).Conv("head", 2, 1)];
        });
        Assert.Equal(Sets(coupling, "a")[..4], Sets(coupling, "a")[4..]);
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
    public void Flattening_repeats_each_channel()
    {
        var coupling = Analyse(x =>
        {
            var flat = x.Conv("a", 5, 1).MaxPool("p0").MaxPool("p1").Then("Flatten", "flat", 45, []);
            return [flat.Linear("head", 2)];
        });
        Assert.Equal(Sets(coupling, "a").SelectMany(set => Enumerable.Repeat(set, 9)), InputSets(coupling, "head"));
    }

    [Fact]
    public void Flattening_after_a_move_of_the_channels_repeats_the_list()
    {
        var coupling = Analyse(x =>
        {
            var a = x.Conv("a", 5, 1).MaxPool("p0").MaxPool("p1");
            var flat = a.Then("Transpose", "moved", 5, [], ("perm", new long[] { 0, 2, 3, 1 })).Then("Reshape", "flat", 45, [a.Int64s("shape", 0, 45)]);
            return [flat.Linear("head", 2)];
        });
        Assert.Equal(Enumerable.Repeat(Sets(coupling, "a"), 9).SelectMany(sets => sets), InputSets(coupling, "head"));
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
    public void Channels_padded_onto_a_shortcut_leave_with_the_branch()
    {
        var coupling = Analyse(x =>
        {
            var stem = x.Conv("stem", 4, 1);
            return [stem.Conv("branch", 8, 1).Add("add", stem.PadChannels("pad", 8)).Conv("head", 2, 1)];
        });
        Assert.Equal(Sets(coupling, "stem"), Sets(coupling, "branch")[2..6]);
    }

    [Fact]
    public void An_unknown_operator_is_refused_by_name_and_what_reaches_it_stays()
    {
        var coupling = Analyse(x => [x.Conv("a", 8, 1).Then("Det", "soft", 8, []).Conv("b", 4, 1).Conv("head", 2, 1)]);
        Assert.Equal("Det 'soft': the operator Det is not known to pruning", Assert.Single(coupling.Refusals).ToString());
        Assert.Contains(coupling.LeftWhole, whole => whole.Layer == "a" && whole.Reason.Contains("'soft'", StringComparison.Ordinal));
        Assert.True(coupling.Blocks.Single(block => block.Start == Sets(coupling, "b")[0]).IsPrunable);
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
    public void A_channel_shuffle_permutes()
    {
        var coupling = Analyse(x =>
        {
            var a = x.Conv("a", 6, 1);
            return [a.Then("Reshape", "spread", 6, [a.Int64s("grid", 0, 2, 3, 12, 12)]).Then("Transpose", "swap", 6, [], ("perm", new long[] { 0, 2, 1, 3, 4 }))
                .Then("Reshape", "shuffled", 6, [a.Int64s("shape", 0, 6, 12, 12)]).Conv("head", 2, 1)];
        });
        var a = Sets(coupling, "a");
        Assert.Empty(coupling.Refusals);
        Assert.Equal([a[0], a[3], a[1], a[4], a[2], a[5]], InputSets(coupling, "head"));
        Assert.Equal(6, a.Distinct().Count());
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
    [InlineData("DCR", new[] { 0, 1, 0, 1, 0, 1, 0, 1 })]
    [InlineData("CRD", new[] { 0, 0, 0, 0, 1, 1, 1, 1 })]
    public void The_channels_that_a_pixel_shuffle_weaves_leave_together(string mode, int[] woven)
    {
        var coupling = Analyse(x => [x.Conv("a", 8, 1).Then("DepthToSpace", "up", 2, [], ("blocksize", 2L), ("mode", mode)).Conv("head", 2, 1)]);
        var read = InputSets(coupling, "head");
        Assert.Equal(woven.Select(channel => read[channel]), Sets(coupling, "a"));
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
    public void A_weight_shared_with_a_grouped_convolution_couples_its_groups()
    {
        var graph = TestGraph.Build(x => [x.Conv("a", 4, 1).Conv("b", 8, 1).Conv("c", 8, 1, groups: 2).Conv("head", 2, 1)]);
        graph.Nodes.Single(node => node.Name == "c").Inputs[1] = "b.weight";
        var coupling = ChannelCoupling.Of(graph);
        Assert.Equal(Sets(coupling, "b"), Sets(coupling, "c"));
        Assert.Equal(Sets(coupling, "b")[..4], Sets(coupling, "b")[4..]);
        Assert.Equal(Sets(coupling, "a"), Sets(coupling, "b")[..4]);
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

    [Fact]
    public void Sets_scattered_by_a_shuffle_are_one_chain()
    {
        var coupling = Analyse(x =>
        {
            var a = x.Conv("a", 4, 1).BatchNorm("bn");
            return [a.Then("Gather", "shuffled", 4, [a.Int64s("order", 0, 2, 1, 3)], ("axis", 1L)).Conv("head", 2, 1)];
        });
        Assert.Contains("4 channels: a out 0-3 -> bn 0-3 -> head in 0-3", coupling.ToString().Split('\n'));
    }

    private static ChannelCoupling Analyse(Func<Feature, IEnumerable<Feature>> body) => ChannelCoupling.Of(TestGraph.Build(body));

    private static int[] Sets(ChannelCoupling coupling, string layer) => coupling.Layers.Single(slot => slot.Node.Name == layer).Channels.Sets();

    private static int[] InputSets(ChannelCoupling coupling, string layer) =>
        coupling.Slots.Single(slot => slot.Node.Name == layer && slot.Role == ChannelRole.Input).Channels.Sets();
}
