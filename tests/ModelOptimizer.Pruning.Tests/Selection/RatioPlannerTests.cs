using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pruning.Blocks;
using ModelOptimizer.Pruning.Groups;
using ModelOptimizer.Pruning.Selection;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Tests.Selection;

public class RatioPlannerTests
{
    private static readonly ModelGraph Graph = ModelZoo.Build("resnet20", new());
    private static readonly IReadOnlyList<CoupledLayers> Layers = CoupledLayers.Of(Graph, new());

    [Fact]
    public void Costs_what_the_cut_graph_costs()
    {
        var planner = new RatioPlanner(Graph, Layers, new());
        double[] ratios = [.. Layers.Select((_, index) => 0.05 * index)];
        var plan = planner.Plan(ratios);
        var cost = CostModel.Measure(ChannelSurgery.Apply(Graph, plan));

        Assert.Equal(new CostTotals(cost.Parameters, cost.Macs), plan.After);
        Assert.Equal(plan.After, planner.Cost(ratios).Counted);
    }

    [Fact]
    public void Takes_the_lowest_scores_of_each_group()
    {
        var graph = Graph.Clone();
        var free = Layers.First(layers => layers.Layers.Count == 1);
        var gamma = graph.Nodes.First(node => node.OpType == "BatchNormalization" && node.Inputs[0] == graph.Nodes.First(layer => layer.Name == free.Layers[0]).Output).Inputs[1];
        graph.Initializers[gamma] = TensorData.Of([free.Channels], [.. Enumerable.Range(0, free.Channels).Select(channel => channel % 2 == 0 ? 0.1f : 1f)]);
        var plan = new RatioPlanner(graph, Layers, new()).Plan([.. Layers.Select(layers => layers.Layers[0] == free.Layers[0] ? 0.5 : 0)]);

        Assert.Equal(Enumerable.Range(0, free.Channels).Where(channel => channel % 2 == 0), plan.Layers.Single(layer => layer.Layer == free.Layers[0]).Removed);
    }

    [Fact]
    public void Rounds_widths_up_and_keeps_the_floor()
    {
        var planner = new RatioPlanner(Graph, Layers, new() { RoundTo = 8 });

        Assert.All(planner.Plan([.. Layers.Select(_ => 0.6)]).Layers.Where(layer => layer.Removed.Count > 0), layer => Assert.Equal(0, layer.After % 8));
        Assert.All(new RatioPlanner(Graph, Layers, new() { MinimumKept = 0.25 }).Plan([.. Layers.Select(_ => 1.0)]).Layers.Where(layer => layer.Removed.Count > 0),
            layer => Assert.True(4 * layer.After >= layer.Before));
    }

    [Fact]
    public void Plans_for_what_is_left_when_blocks_have_gone()
    {
        var block = ResidualBlocks.Find(Graph)[1];
        var rest = BlockSurgery.Remove(Graph, block);
        var plan = new RatioPlanner(rest, Layers, new() { Exclude = block.Nodes.Where(node => Layers.Any(layers => layers.Layers.Contains(node))).ToList() }).Plan([.. Layers.Select(_ => 0.5)]);

        Assert.DoesNotContain(plan.Layers, layer => block.Nodes.Contains(layer.Layer));
        Assert.Equal(plan.After, new CostTotals(CostModel.Measure(ChannelSurgery.Apply(Graph, plan with { Blocks = [block.Branch] }))));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Refuses_ratios_out_of_range(double ratio) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RatioPlanner(Graph, Layers, new()).Cost([.. Layers.Select(_ => ratio)]));

    [Fact]
    public void Refuses_another_number_of_ratios() => Assert.Throws<ArgumentException>(() => new RatioPlanner(Graph, Layers, new()).Cost([0.5]));
}
