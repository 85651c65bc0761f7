using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Criteria;
using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Pruning.Selection;
using ModelOptimizer.Pruning.Surgery;
using ModelOptimizer.Pruning.Tests.Reference;

namespace ModelOptimizer.Pruning.Tests.Selection;

public class PrunerTests
{
    [Theory]
    [InlineData("yolov3-tiny", 1, 0.47)]
    [InlineData("yolov4-tiny", 1, 0.40)]
    [InlineData("yolov4-tiny", 8, 0.40)]
    public void Both_budgets_of_the_paper_are_met_without_overshooting_either_by_far(string name, int roundTo, double mostMacs)
    {
        // arXiv 2306.01526: parameters -64.7 %, computation -34.9 %.
        var graph = ModelZoo.Build(name, new() { InputSize = new(256, 256), Classes = ["a", "b", "c"] }).Trained(seed: 1);
        var plan = Pruner.Plan(graph, new() { Parameters = Budget.Reduction(0.647), Macs = Budget.Reduction(0.349), RoundTo = roundTo });
        var (before, after) = (CostModel.Measure(graph), CostModel.Measure(ChannelSurgery.Apply(graph, plan)));
        Assert.Equal(new CostTotals(after), plan.After);
        Assert.InRange(1 - ((double)after.Parameters / before.Parameters), 0.647, 0.665);
        Assert.InRange(1 - ((double)after.Macs / before.Macs), 0.349, mostMacs);
    }

    [Theory]
    [InlineData(PruningScope.Layer)]
    [InlineData(PruningScope.Group)]
    [InlineData(PruningScope.Global)]
    public void A_budget_is_met_within_one_coupled_set(PruningScope scope)
    {
        var graph = TestGraph.Tiny().Trained(seed: 2);
        var plan = Pruner.Plan(graph, new() { Macs = Budget.Reduction(0.5), Scope = scope });
        // The dearest channel of this model costs less than 1 % of it.
        Assert.InRange((double)plan.After.Macs / plan.Before.Macs, 0.49, 0.5);
    }

    [Fact]
    public void An_absolute_budget_is_met()
    {
        var graph = TestGraph.Tiny().Trained(seed: 3);
        var plan = Pruner.Plan(graph, new() { Parameters = Budget.AtMost(200_000) });
        Assert.InRange(plan.After.Parameters, 195_000, 200_000);
    }

    [Fact]
    public void A_budget_holds_where_folding_gives_layers_a_bias()
    {
        var graph = TestGraph.Build(x => [x.ConvLeaky("a", 16, 1).Conv("b", 16, 1).Relu("act").Conv("head", 2, 1)]).Trained(seed: 12);
        var plan = Pruner.Plan(graph, new() { Parameters = Budget.Reduction(0.2) });
        var cut = ChannelSurgery.Apply(graph, plan);
        Assert.True(cut.Initializers.Count > graph.Initializers.Count, "no bias was added, so this test shows nothing");
        Assert.True(CostModel.Measure(cut).Parameters <= 0.8 * CostModel.Measure(graph).Parameters);
    }

    [Fact]
    public void A_budget_out_of_reach_is_refused_with_what_is_possible()
    {
        var graph = TestGraph.Tiny().Trained(seed: 4);
        var error = Assert.Throws<PruningException>(() => Pruner.Plan(graph, new() { Parameters = Budget.AtMost(10), MinimumKept = 0.5 }));
        Assert.Contains("cannot be met", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_the_criterion_cannot_judge_is_refused_by_its_name()
    {
        var graph = TestGraph.Build(x => [x.Conv("a", 8, 1).Conv("head", 2, 1)]);
        Assert.Contains("'bn-scale'", Assert.Throws<PruningException>(() => Pruner.Plan(graph, new() { Ratio = 0.5 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_do_is_refused() => Assert.Throws<PruningException>(() => Pruner.Plan(TestGraph.Tiny(), new()));

    [Fact]
    public void Every_layer_keeps_its_minimum()
    {
        var graph = TestGraph.Tiny().Trained(seed: 5);
        var plan = Pruner.Plan(graph, new() { Ratio = 1, MinimumKept = 0.25 });
        Assert.NotEmpty(plan.Layers);
        Assert.All(plan.Layers, layer => Assert.True(layer.After >= 0.25 * layer.Before));
    }

    [Fact]
    public void Widths_are_multiples()
    {
        var graph = TestGraph.Tiny(width: 0.5).Trained(seed: 6);
        var plan = Pruner.Plan(graph, new() { Parameters = Budget.Reduction(0.5), RoundTo = 8 });
        var cut = ChannelSurgery.Apply(graph, plan);
        Assert.Contains(plan.Layers, layer => layer.After < layer.Before);
        Assert.All(cut.Nodes.Where(node => node.OpType == "Conv" && !node.Name.EndsWith("output", StringComparison.Ordinal)), node =>
            Assert.Equal(0, cut.Initializers[node.Inputs[1]].Shape[0] % 8));
        Assert.All(cut.Nodes.Where(node => node.OpType == "Conv").Skip(1), node => Assert.Equal(0, cut.Initializers[node.Inputs[1]].Shape[1] % 8));
    }

    [Fact]
    public void The_least_important_channels_leave()
    {
        var graph = TestGraph.Build(x => [x.ConvLeaky("a", 6, 1).Conv("head", 2, 1)]);
        graph.Initializers["a/bn.scale"] = TensorData.Of([6], [0.5f, -0.1f, 0.3f, 0.2f, -0.9f, 0.4f]);
        var plan = Pruner.Plan(graph, new() { Ratio = 0.5 });
        Assert.Equal([1, 2, 3], plan.Layers.Single(layer => layer.Layer == "a").Removed);
    }

    [Fact]
    public void Each_group_has_its_own_fraction_and_the_others_stay_whole()
    {
        var graph = TestGraph.Tiny().Trained(seed: 7);
        var plan = Pruner.Plan(graph, new()
        {
            Groups = [new("neck", ["neck/*"], 0.5), new("stage 2", ["backbone/stage2/*"], 0.25)],
            MinimumKept = 0,
        });
        Assert.Equal(0.5, plan.Groups.Where(group => group.Name == "neck").Select(group => (double)group.Removed / group.Channels).Single());
        Assert.Equal(0.25, plan.Groups.Where(group => group.Name == "stage 2").Select(group => (double)group.Removed / group.Channels).Single());
        Assert.All(plan.Groups.Where(group => group.Name is not ("neck" or "stage 2")), group => Assert.Equal(0, group.Removed));
    }

    [Fact]
    public void Stated_fractions_scale_together_to_a_budget()
    {
        var graph = TestGraph.Tiny().Trained(seed: 8);
        var plan = Pruner.Plan(graph, new()
        {
            Groups = [new("backbone", ["backbone/*"], 0.2), new("neck and head", ["neck/*", "head/*"], 0.4)],
            Parameters = Budget.Reduction(0.3),
        });
        var lost = plan.Groups.ToDictionary(group => group.Name, group => (double)group.Removed / group.Channels);
        Assert.InRange(lost["neck and head"] / lost["backbone"], 1.8, 2.2);
        Assert.InRange((double)plan.After.Parameters / plan.Before.Parameters, 0.69, 0.7);
    }

    [Fact]
    public void Excluded_layers_stay_whole_and_say_so()
    {
        var graph = TestGraph.Tiny().Trained(seed: 9);
        var plan = Pruner.Plan(graph, new() { Parameters = Budget.Reduction(0.3), Exclude = ["backbone/stem/*"] });
        Assert.Equal("'backbone/stem/conv0' is excluded", plan.Layers.Single(layer => layer.Layer == "backbone/stem/conv0").Whole);
    }

    [Fact]
    public void The_same_inputs_give_the_same_plan()
    {
        var options = new PruningOptions { Parameters = Budget.Reduction(0.6), Macs = Budget.Reduction(0.3), RoundTo = 4 };
        Assert.Equal(Pruner.Plan(TestGraph.Tiny().Trained(10), options).ToJson(), Pruner.Plan(TestGraph.Tiny().Trained(10), options).ToJson());
    }

    [Fact]
    public void Layers_that_the_criterion_cannot_judge_stay_whole()
    {
        var graph = TestGraph.Build(x => [x.Conv("plain", 8, 1).ConvLeaky("a", 8, 1).Conv("head", 2, 1)]);
        var plan = Pruner.Plan(graph, new() { Ratio = 0.5 });
        Assert.Equal("the criterion 'bn-scale' cannot judge it", plan.Layers.Single(layer => layer.Layer == "plain").Whole);
    }

    [Theory]
    [InlineData("l1")]
    [InlineData("random")]
    [InlineData("bn-scale")]
    public void Every_criterion_meets_a_budget(string name)
    {
        var graph = TestGraph.Tiny("resnet20", width: 1).Trained(seed: 11);
        var plan = Pruner.Plan(graph, new() { Criterion = PruningCriteria.Find(name, seed: 1), Macs = Budget.Reduction(0.4) });
        Assert.InRange((double)plan.After.Macs / plan.Before.Macs, 0.55, 0.6);
    }

    [Theory]
    [InlineData("l2")]
    [InlineData("fpgm")]
    [InlineData("cpmc")]
    public void A_budget_is_met_in_rounds_on_what_is_left(string name)
    {
        var graph = TestGraph.Tiny("resnet20", width: 1).Trained(seed: 12);
        var options = new PruningOptions { Criterion = PruningCriteria.Find(name), Macs = Budget.Reduction(0.5), Scope = PruningScope.Global, Rounds = 4 };
        var plan = Pruner.Plan(graph, options);
        Assert.Equal(new CostTotals(CostModel.Measure(ChannelSurgery.Apply(graph, plan))), plan.After);
        Assert.InRange(plan.After.Macs, (plan.Before.Macs / 2) - LargestSaving(graph), plan.Before.Macs / 2);
        Assert.All(plan.Layers, layer => Assert.True(layer.After >= options.MinimumKept * layer.Before));
    }

    [Fact]
    public void Rounds_judge_what_is_left()
    {
        // Alone, each filter of "a" counts by itself; once channel 0 of "a" is gone, filter 1 of "b", which read only that, is worth nothing.
        var graph = TestGraph.Build(x => [x.Conv("a", 2, 1).Conv("b", 2, 1).Conv("head", 2, 1)]);
        graph.Initializers["a.weight"] = TensorData.Of([2, 3, 1, 1], [1f, 0, 0, 2, 0, 0]);
        graph.Initializers["b.weight"] = TensorData.Of([2, 2, 1, 1], [0f, 4, 5, 0]);
        PruningOptions Options(int rounds) => new() { Criterion = new FilterL1(), Scope = PruningScope.Global, Ratio = 0.5, Rounds = rounds, MinimumKept = 0.5 };
        int[] Removed(int rounds, string layer) => [.. Pruner.Plan(graph, Options(rounds)).Layers.Single(planned => planned.Layer == layer).Removed];
        Assert.Equal([0], Removed(1, "a"));
        Assert.Equal([0], Removed(1, "b"));
        Assert.Equal([0], Removed(2, "a"));
        Assert.Equal([1], Removed(2, "b"));
    }

    [Fact]
    public void A_ratio_is_reached_in_rounds_too()
    {
        var graph = TestGraph.Tiny("resnet20", width: 1).Trained(seed: 13);
        PruningPlan Plan(int rounds) => Pruner.Plan(graph, new() { Criterion = new FilterL1(), Ratio = 0.5, Scope = PruningScope.Layer, Rounds = rounds });
        Assert.Equal(Plan(1).Layers.Select(layer => (layer.Layer, layer.After)), Plan(3).Layers.Select(layer => (layer.Layer, layer.After)));
    }

    [Theory]
    [InlineData(PruningScope.Layer)]
    [InlineData(PruningScope.Group)]
    [InlineData(PruningScope.Global)]
    public void A_budget_on_the_file_is_met_within_one_coupled_set(PruningScope scope)
    {
        var graph = TestGraph.Tiny().Trained(seed: 14);
        var limit = (long)(OnnxFile.ToBytes(graph).Length * 0.6);
        var (_, cut) = Pruner.Prune(graph, new() { Criterion = new FilterL1(), Bytes = Budget.AtMost(limit), Scope = scope });
        Assert.InRange(OnnxFile.ToBytes(cut).Length, limit * 0.98, limit);
    }

    [Fact]
    public void A_budget_on_latency_is_met_as_measured()
    {
        // A meter that counts multiply-accumulates makes time exact.
        var graph = TestGraph.Tiny().Trained(seed: 15);
        var meter = new MacMeter();
        var (_, cut) = Pruner.Prune(graph, new() { Criterion = new FilterL1(), Latency = new(Budget.Reduction(0.4), meter), Scope = PruningScope.Global });
        Assert.InRange(meter.Milliseconds(cut) / meter.Milliseconds(graph), 0.57, 0.6);
    }

    [Fact]
    public void A_latency_out_of_reach_is_refused_with_what_is_possible()
    {
        var options = new PruningOptions { Criterion = new FilterL1(), Latency = new(Budget.AtMost(0.0001), new MacMeter()) };
        Assert.Contains("ms remain", Assert.Throws<PruningException>(() => Pruner.Plan(TestGraph.Tiny(), options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Within_a_layer_a_budget_takes_the_same_share_of_each()
    {
        var graph = TestGraph.Tiny("resnet20", width: 1).Trained(seed: 16);
        var plan = Pruner.Plan(graph, new() { Criterion = new FilterL1(), Macs = Budget.Reduction(0.75), Scope = PruningScope.Layer });
        Assert.All(plan.Layers.Where(layer => layer.Whole is null), layer => Assert.InRange((double)layer.After / layer.Before, 0.43, 0.57));
    }

    [Fact]
    public void A_model_without_a_layer_to_prune_is_refused_with_the_reason_of_each()
    {
        var graph = TestGraph.Build(x => [x.Conv("head", 2, 1)]);
        var error = Assert.Throws<PruningException>(() => Pruner.Plan(graph, new() { Criterion = new FilterL1(), Ratio = 0.5 }));
        Assert.Equal("No channel can leave: head (it is a graph output).", error.Message);
    }

    private sealed class MacMeter : ILatencyMeter
    {
        public double Milliseconds(ModelGraph graph) => CostModel.Measure(graph).Macs / 1e6;
    }

    /// <summary>The multiply-accumulates that leave with the costliest coupled set: a budget cannot be met more closely.</summary>
    private static long LargestSaving(ModelGraph graph)
    {
        var coupling = ChannelCoupling.Of(graph);
        return coupling.Blocks.Where(block => block is { IsPrunable: true, Width: > 1 }).Max(block =>
        {
            var removed = new bool[coupling.Count];
            removed[block.Start] = true;
            return CostModel.Measure(graph).Macs - CostModel.Measure(ChannelSurgery.Apply(graph, coupling, removed, foldConstants: false)).Macs;
        });
    }
}
