using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pruning;
using ModelOptimizer.Search.Spaces;

namespace ModelOptimizer.Search.Tests.Spaces;

public class SearchSpaceTests
{
    private static readonly ModelGraph YoloV3 = ModelZoo.Build("yolov3", new() { Width = 0.125 });

    /// <summary>ABCP (arXiv 2110.03858) searches 23 blocks and 72 of YOLOv3's 75 convolutions; the three heads are never pruned.</summary>
    [Fact]
    public void The_paper_s_space_falls_out_of_YOLOv3()
    {
        var space = SearchSpace.Of(YoloV3);

        Assert.Equal((23, 72, 95), (space.Blocks.Count, space.LayerCount, space.Steps.Count));
    }

    /// <summary>Each of the five stages shares one width between its stride-2 convolution and its blocks' second ones: 23 fewer.</summary>
    [Fact]
    public void Coupled_layers_share_one_decision() => Assert.Equal(72 - 23, SearchSpace.Of(YoloV3).Widths.Count);

    [Fact]
    public void A_block_is_decided_at_its_first_convolution_and_then_its_ratios()
    {
        var space = SearchSpace.Of(YoloV3, new() { Alignment = AlignmentRule.Mean });
        var asked = new Recorder(_ => false);
        space.Decide(asked);

        Assert.Equal([false, false, true, false, false], asked.Steps.Take(5).Select(step => step.IsBlock));
        Assert.Equal(95, asked.Steps.Count);
    }

    [Fact]
    public void A_removed_block_is_asked_nothing_more()
    {
        var asked = new Recorder(_ => true);
        var architecture = SearchSpace.Of(YoloV3, new() { Alignment = AlignmentRule.Mean }).Decide(asked);

        Assert.Equal(95 - 46, asked.Steps.Count);
        Assert.All(architecture.Removed, Assert.True);
    }

    [Theory]
    [InlineData(AlignmentRule.Shared, 0.1)]
    [InlineData(AlignmentRule.Mean, 0.3)]
    [InlineData(AlignmentRule.Largest, 0.5)]
    public void Coupled_layers_agree_by_the_rule(AlignmentRule rule, double expected)
    {
        // The first stage of YOLOv3: a stride-2 convolution and the second convolution of its only block.
        var space = SearchSpace.Of(YoloV3, new() { Alignment = rule });
        var stage = space.Widths.Index().First(width => width.Item.Layers.Count == 2);
        var architecture = space.Decide(new Recorder(_ => false, step => step.Name == stage.Item.Layers[0] ? 0.1 : 0.5));

        Assert.Equal(expected, architecture.Ratios[stage.Index], 9);
    }

    [Fact]
    public void A_plan_removes_the_same_channels_of_all_coupled_layers()
    {
        var space = SearchSpace.Of(YoloV3);
        var plan = new CandidatePlanner(space).Plan(space.Decide(new Recorder(_ => false, _ => 0.5)));
        var removed = plan.Layers.ToDictionary(layer => layer.Layer, layer => layer.Removed);

        Assert.All(space.Widths, width => Assert.All(width.Layers, layer => Assert.Equal(removed[width.Layers[0]], removed[layer])));
    }

    [Fact]
    public void A_plan_says_what_the_cut_graph_costs()
    {
        var space = SearchSpace.Of(YoloV3);
        var plan = new CandidatePlanner(space).Plan(space.Decide(new Recorder(step => step.Block % 2 == 0, step => 0.01 * (step.Position % 90))));
        var cost = CostModel.Measure(ModelOptimizer.Pruning.Surgery.ChannelSurgery.Apply(YoloV3, plan));

        Assert.Equal(12, plan.Blocks.Count);
        Assert.Equal(new CostTotals(cost.Parameters, cost.Macs), plan.After);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.85)]
    public void A_limit_is_met_from_both_sides(double ratio)
    {
        var space = SearchSpace.Of(YoloV3);
        var planner = new CandidatePlanner(space, new(Macs: Pruning.Selection.Budget.Reduction(0.9)));
        var plan = planner.Plan(space.Decide(new Recorder(_ => false, step => ratio + (0.0005 * step.Position))));

        Assert.InRange((double)plan.After.Macs / plan.Before.Macs, 0.09, 0.1);
    }

    /// <summary>Bytes are those of the file, which the names of layers and the biases that folding adds belong to.</summary>
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.85)]
    public void A_limit_on_the_file_is_met_from_both_sides(double ratio)
    {
        var space = SearchSpace.Of(YoloV3);
        var limit = OnnxFile.SizeOf(YoloV3) / 3;
        var planner = new CandidatePlanner(space, new(Bytes: Pruning.Selection.Budget.AtMost(limit)));
        var plan = planner.Plan(space.Decide(new Recorder(step => step.Block == 3, step => ratio + (0.0005 * step.Position))));

        Assert.InRange((double)OnnxFile.SizeOf(ModelOptimizer.Pruning.Surgery.ChannelSurgery.Apply(YoloV3, plan)) / limit, 0.98, 1);
    }

    [Fact]
    public void A_limit_on_parameters_holds_where_folding_gives_layers_a_bias()
    {
        var graph = WithoutHeadBiases();
        var space = SearchSpace.Of(graph);
        for (var share = 0.2; share < 0.9; share += 0.1)
        {
            var limit = (long)(CostModel.Measure(graph).Parameters * share);
            var plan = new CandidatePlanner(space, new(Parameters: Pruning.Selection.Budget.AtMost(limit))).Plan(space.Decide(new Recorder(_ => false, _ => 0.5)));
            var cut = ModelOptimizer.Pruning.Surgery.ChannelSurgery.Apply(graph, plan);

            Assert.True(cut.Initializers.Count > graph.Initializers.Count, "no bias was added, so this test shows nothing");
            Assert.InRange(CostModel.Measure(cut).Parameters, limit * 0.95, limit);
            Assert.Equal(CostModel.Measure(cut).Parameters, plan.After.Parameters);
        }
    }

    [Fact]
    public void A_limit_that_the_blocks_left_cannot_meet_is_told_with_its_excess()
    {
        var space = SearchSpace.Of(YoloV3);
        var planner = new CandidatePlanner(space, new(Parameters: Pruning.Selection.Budget.AtMost(1000)));
        var error = Assert.Throws<InfeasibleException>(() => planner.Plan(space.Decide(new Recorder(_ => false))));

        Assert.Contains("more parameters than allowed", error.Message, StringComparison.Ordinal);
        Assert.True(error.Excess > 1);
    }

    /// <summary>ResNet-20: nine blocks, whose first convolutions are free, and three stages whose shortcuts pad the channels of the stage before.</summary>
    [Fact]
    public void Classifiers_have_a_space_too()
    {
        var space = SearchSpace.Of(ModelZoo.Build("resnet20", new()));

        Assert.Equal((9, 12), (space.Blocks.Count, space.Widths.Count));
    }

    [Fact]
    public void A_model_without_anything_to_decide_is_refused() => Assert.Throws<PruningException>(
        () => SearchSpace.Of(YoloV3, new() { Blocks = false, Pruning = new() { Exclude = ["*"] } }));

    /// <summary>YOLOv3 whose heads have no bias, and whose channels are 0.1 where they are constant.</summary>
    private static ModelGraph WithoutHeadBiases()
    {
        var graph = YoloV3.Clone();
        foreach (var head in graph.Nodes.Where(node => node.OpType == "Conv" && node.Inputs.Count == 3))
        {
            graph.Initializers.Remove(head.Inputs[2]);
            head.Inputs.RemoveAt(2);
        }

        foreach (var shift in graph.Nodes.Where(node => node.OpType == "BatchNormalization").Select(node => node.Inputs[2]))
        {
            graph.Initializers[shift] = TensorData.Of(graph.Initializers[shift].Shape, Enumerable.Repeat(0.1f, (int)graph.Initializers[shift].Count).ToArray());
        }

        return graph;
    }

    private sealed class Recorder(Predicate<SearchStep> removes, Func<SearchStep, double>? ratio = null) : IDecisions
    {
        public List<SearchStep> Steps { get; } = [];

        public bool Removes(SearchStep decision)
        {
            Steps.Add(decision);
            return removes(decision);
        }

        public double Ratio(SearchStep decision)
        {
            Steps.Add(decision);
            return ratio?.Invoke(decision) ?? 0;
        }
    }
}
