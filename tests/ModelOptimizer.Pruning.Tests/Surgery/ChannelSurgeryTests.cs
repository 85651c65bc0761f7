using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pruning.Masking;
using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Pruning.Surgery;
using ModelOptimizer.Pruning.Tests.Reference;

namespace ModelOptimizer.Pruning.Tests.Surgery;

public class ChannelSurgeryTests
{
    [Theory]
    [InlineData("yolov3-tiny")]
    [InlineData("yolov4-tiny")]
    [InlineData("resnet20")]
    public void The_cut_zoo_model_equals_the_masked_one_where_nothing_was_shifted(string name)
    {
        var graph = TestGraph.Tiny(name).Trained(seed: 1, shifts: false);
        var plan = Half(graph);
        var cut = ChannelSurgery.Apply(graph, plan);
        Assert.True(CostModel.Measure(cut).Parameters < 0.5 * CostModel.Measure(graph).Parameters);
        AssertEqual(MaskedGraph.Apply(graph, plan), cut);
    }

    [Theory]
    [InlineData("yolov3-tiny")]
    [InlineData("yolov4-tiny")]
    [InlineData("resnet20")]
    public void The_cut_zoo_model_equals_the_masked_one_without_folding(string name)
    {
        var graph = TestGraph.Tiny(name).Trained(seed: 2);
        var plan = Half(graph) with { FoldConstants = false };
        AssertEqual(MaskedGraph.Apply(graph, plan), ChannelSurgery.Apply(graph, plan));
    }

    [Fact]
    public void Folded_constants_are_exact_away_from_borders()
    {
        var graph = TestGraph.Build(x => [x.ConvLeaky("a", 8, 3).ConvLeaky("b", 8, 3).Conv("head", 2, 1, bias: [1, 2])], size: 16).Trained(seed: 3);
        var plan = TestGraph.Removing(graph, "a", 0, 3, 4);
        var (masked, cut) = (MaskedGraph.Apply(graph, plan), ChannelSurgery.Apply(graph, plan));
        var input = Input(graph);
        Assert.True(Interpreter.RelativeDistance(masked, cut, input, border: 1) < 1e-5);
        Assert.True(Interpreter.RelativeDistance(masked, cut, input) > 1e-3, "the border must differ, or this test shows nothing");
    }

    [Fact]
    public void Folding_brings_the_cut_model_closer_to_the_whole_one()
    {
        var graph = TestGraph.Build(x => [x.ConvLeaky("a", 16, 1).Conv("head", 2, 1)]).Trained(seed: 4);
        var scales = graph.Initializers["a/bn.scale"].Floats.ToArray();
        scales.AsSpan(0, 4).Fill(1e-4f);
        graph.Initializers["a/bn.scale"] = TensorData.Of([16], scales);
        var plan = TestGraph.Removing(graph, "a", 0, 1, 2, 3);
        var input = Input(graph);
        Assert.True(Interpreter.RelativeDistance(graph, ChannelSurgery.Apply(graph, plan), input) < 1e-3);
        Assert.True(Interpreter.RelativeDistance(graph, ChannelSurgery.Apply(graph, plan with { FoldConstants = false }), input) > 1e-2);
    }

    [Fact]
    public void Folding_goes_into_the_running_mean_where_a_convolution_has_no_bias()
    {
        var graph = TestGraph.Build(x => [x.ConvLeaky("a", 8, 1).ConvLeaky("b", 4, 1).Conv("head", 2, 1)]).Trained(seed: 5);
        var cut = ChannelSurgery.Apply(graph, TestGraph.Removing(graph, "a", 1));
        Assert.Equal(2, cut.Nodes.Single(node => node.Name == "b").Inputs.Count);
        Assert.NotEqual(graph.Initializers["b/bn.mean"].Floats.ToArray(), cut.Initializers["b/bn.mean"].Floats.ToArray());
    }

    [Fact]
    public void Constants_pass_concatenations_additions_splits_pools_and_resizing()
    {
        var graph = TestGraph.Build(x =>
        {
            var a = x.ConvLeaky("a", 8, 1);
            var pooled = a.MaxPool("pool").Upsample("up").Concat("join", a.Add("twice", x.ConvLeaky("c", 8, 1)));
            var (first, second) = pooled.Halve("split");
            return [first.Concat("again", second).Conv("head", 3, 1)];
        }).Trained(seed: 6);
        var plan = TestGraph.Removing(graph, "a", 0, 5);
        AssertEqual(MaskedGraph.Apply(graph, plan), ChannelSurgery.Apply(graph, plan));
    }

    [Fact]
    public void A_constant_that_is_not_known_counts_as_zero_on_both_sides()
    {
        var graph = TestGraph.Build(x => [x.ConvLeaky("a", 8, 1).Then("Erf", "erf", 8, []).Conv("head", 3, 1)]).Trained(seed: 7);
        var plan = TestGraph.Removing(graph, "a", 2, 3);
        var masked = MaskedGraph.Apply(graph, plan);
        Assert.Contains(masked.Nodes, node => node.Name == "head.mask");
        AssertEqual(masked, ChannelSurgery.Apply(graph, plan));
    }

    [Theory]
    [InlineData("depthwise")]
    [InlineData("grouped")]
    public void Grouped_convolutions_stay_equal(string kind)
    {
        var graph = TestGraph.Build(x =>
        {
            var a = x.ConvLeaky("a", 8, 1);
            var middle = kind == "depthwise" ? a.Conv(kind, 16, 3, groups: 8) : a.Conv(kind, 12, 1, groups: 2);
            return [middle.BatchNorm("bn").Relu("act").Conv("head", 3, 1)];
        }).Trained(seed: 8);
        var plan = TestGraph.Removing(graph, "a", 0, 2);
        AssertEqual(MaskedGraph.Apply(graph, plan), ChannelSurgery.Apply(graph, plan));
    }

    [Fact]
    public void Fully_connected_layers_lose_the_columns_of_every_pixel()
    {
        var graph = TestGraph.Build(x =>
        {
            var a = x.ConvLeaky("a", 6, 1).MaxPool("p0").MaxPool("p1");
            return [a.Then("Reshape", "flat", 54, [a.Int64s("shape", 0, 54)]).Linear("fc", 10).Relu("act").Linear("head", 2)];
        }).Trained(seed: 9);
        var plan = TestGraph.Removing(graph, "a", 1, 4);
        var cut = ChannelSurgery.Apply(graph, plan);
        Assert.Equal([10, 36], cut.Initializers["fc.weight"].Shape);
        AssertEqual(MaskedGraph.Apply(graph, plan), cut);
    }

    [Fact]
    public void A_matrix_product_without_bias_gets_one()
    {
        var graph = TestGraph.Build(x =>
        {
            var flat = x.ConvLeaky("a", 6, 1).GlobalAverage("pool");
            return [flat.Then("MatMul", "fc", 4, [flat.Builder.Weights("w", [6, 4], 1)]).Relu("act")];
        }).Trained(seed: 10);
        var plan = TestGraph.Removing(graph, "a", 0);
        AssertEqual(MaskedGraph.Apply(graph, plan), ChannelSurgery.Apply(graph, plan));
    }

    [Fact]
    public void The_sum_after_a_matrix_product_takes_up_its_constants()
    {
        var graph = TestGraph.Build(x =>
        {
            var flat = x.ConvLeaky("a", 6, 1).GlobalAverage("pool");
            return [flat.Then("MatMul", "fc", 4, [flat.Builder.Weights("w", [6, 4], 1)]).Then("Add", "sum", 4, [flat.Builder.Weights("b", [4], 1)]).Relu("act")];
        }).Trained(seed: 14);
        var plan = TestGraph.Removing(graph, "a", 0);
        var cut = ChannelSurgery.Apply(graph, plan);
        Assert.Equal(graph.Nodes.Select(node => node.Name), cut.Nodes.Select(node => node.Name));
        Assert.NotEqual(graph.Initializers["b"].Floats.ToArray(), cut.Initializers["b"].Floats.ToArray());
        AssertEqual(MaskedGraph.Apply(graph, plan), cut);
    }

    [Fact]
    public void A_channel_shuffle_that_loses_channels_unevenly_becomes_one_gather()
    {
        var graph = TestGraph.Build(x =>
        {
            var a = x.ConvLeaky("a", 6, 1);
            return [a.Then("Reshape", "spread", 6, [a.Int64s("grid", 0, 2, 3, 12, 12)]).Then("Transpose", "swap", 6, [], ("perm", new long[] { 0, 2, 1, 3, 4 }))
                .Then("Reshape", "shuffled", 6, [a.Int64s("shape", 1, 6, 12, 12)]).Conv("head", 2, 1)];
        }).Trained(seed: 15);
        graph.Inputs[0] = graph.Inputs[0] with { Shape = [1, 3, 12, 12] };
        var plan = TestGraph.Removing(graph, "a", 1);
        var cut = ChannelSurgery.Apply(graph, plan);
        var shuffle = cut.Nodes.Single(node => node.Name == "shuffled");

        // 0 3 1 4 2 5 without 1, and what came after it one further in front.
        Assert.Equal([0, 2, 3, 1, 4], cut.Initializers[shuffle.Inputs[1]].Int64s.ToArray());
        Assert.Equal("a/act", shuffle.Inputs[0]);
        Assert.DoesNotContain(cut.Nodes, node => node.OpType is "Reshape" or "Transpose");
        Assert.DoesNotContain("grid", cut.Initializers.Keys);
        AssertEqual(MaskedGraph.Apply(graph, plan), cut);
    }

    [Theory]
    [InlineData("a transposed convolution", true)]
    [InlineData("a pool that counts its padding", true)]
    [InlineData("a pool that does not", false)]
    public void Constants_are_folded_only_where_every_pixel_gets_the_same(string reader, bool isMasked)
    {
        var graph = TestGraph.Build(x =>
        {
            var a = x.ConvLeaky("a", 6, 1);
            return
            [
                reader == "a transposed convolution"
                    ? a.Then("ConvTranspose", "head", 2, [a.Builder.Weights("w", [6, 2, 2, 2], 1)], ("strides", new long[] { 2, 2 }))
                    : a.Then("AveragePool", "pool", 6, [], ("kernel_shape", new long[] { 3, 3 }), ("pads", new long[] { 1, 1, 1, 1 }),
                        ("count_include_pad", isMasked ? 1L : 0L)).Conv("head", 2, 1),
            ];
        }).Trained(seed: 16);
        Assert.Equal(isMasked, MaskedGraph.Apply(graph, TestGraph.Removing(graph, "a", 2)).Nodes.Exists(node => node.Name == "head.mask"));
    }

    [Fact]
    public void A_slice_of_the_channels_moves_with_them()
    {
        var graph = TestGraph.Build(x =>
        {
            var a = x.ConvLeaky("a", 8, 1);
            return [a.Then("Slice", "slice", 4, [a.Int64s("starts", 3), a.Int64s("ends", 7), a.Int64s("axes", 1)]).Conv("head", 2, 1)];
        }).Trained(seed: 11);
        var plan = TestGraph.Removing(graph, "a", 0, 4, 7);
        AssertEqual(MaskedGraph.Apply(graph, plan), ChannelSurgery.Apply(graph, plan));
    }

    [Fact]
    public void Removing_nothing_changes_nothing()
    {
        var graph = TestGraph.Tiny().Trained(seed: 12);
        var cut = ChannelSurgery.Apply(graph, new PruningPlan());
        Assert.Equal(graph.Nodes.Select(node => node.ToString()), cut.Nodes.Select(node => node.ToString()));
        Assert.All(graph.Initializers, pair => Assert.Same(pair.Value, cut.Initializers[pair.Key]));
    }

    [Fact]
    public void The_source_stays_untouched_and_the_detector_stays_described()
    {
        var graph = TestGraph.Tiny().Trained(seed: 13);
        var before = CostModel.Measure(graph);
        var cut = ChannelSurgery.Apply(graph, Half(graph));
        Assert.Equal((before.Parameters, before.Macs), (CostModel.Measure(graph).Parameters, CostModel.Measure(graph).Macs));
        Assert.Equal(DetectorDescription.Read(graph)!.Heads.Select(head => head.Output), cut.Outputs.Select(output => output.Name));
        Assert.Equal(graph.Metadata, cut.Metadata);
    }

    private static PruningPlan Half(ModelGraph graph) => Pruner.Plan(graph, new() { Ratio = 0.5, Scope = Pruning.Selection.PruningScope.Layer });

    private static Activations Input(ModelGraph graph) =>
        Activations.Random(new(99), [1, .. graph.Inputs[0].Shape!.Skip(1).Select(size => (int)size.Value!)]);

    private static void AssertEqual(ModelGraph masked, ModelGraph cut) =>
        Assert.True(Interpreter.RelativeDistance(masked, cut, Input(masked)) is var distance && distance < 1e-5, $"they differ by {distance}");
}
