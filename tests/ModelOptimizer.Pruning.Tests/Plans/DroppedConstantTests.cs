using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Criteria;
using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Pruning.Selection;
using ModelOptimizer.Pruning.Surgery;
using ModelOptimizer.Pruning.Tests.Reference;

namespace ModelOptimizer.Pruning.Tests.Plans;

public class DroppedConstantTests
{
    private const string Borders = "folded, except at the borders: the padding is 0 there, not the constant";

    [Fact]
    public void A_padded_convolution_takes_constants_up_except_at_its_borders() =>
        Assert.Equal([new("b", 2, Borders)], Dropped(a => a.Conv("b", 4, 3)));

    [Fact]
    public void Padding_that_follows_from_the_size_is_padding_too()
    {
        var graph = Model(a => a.Conv("b", 4, 3));
        var layer = graph.Nodes.Single(node => node.Name == "b");
        layer.Attributes.Remove("pads");
        layer.Attributes["auto_pad"] = "SAME_UPPER";
        Assert.Equal([new("b", 2, Borders)], Dropped(graph));
    }

    [Fact]
    public void Without_padding_nothing_is_dropped() => Assert.Empty(Dropped(a => a.Conv("b", 4, 3, padding: 0)));

    [Fact]
    public void Fully_connected_layers_take_up_all() => Assert.Empty(Dropped(a => a.GlobalAverage("pool").Linear("fc", 4)));

    [Fact]
    public void Zero_is_the_same_at_the_borders() =>
        Assert.Empty(Dropped(Build(a => a.Conv("b", 4, 3)).Trained(seed: 1, shifts: false)));

    [Fact]
    public void A_transposed_convolution_takes_up_none() => Assert.Equal(
        [new("up", 2, "what they add to a pixel of ConvTranspose depends on the phase of its stride")],
        Dropped(a => a.Then("ConvTranspose", "up", 4, [a.Builder.Weights("up.weight", [8, 4, 2, 2], 1)], ("strides", new long[] { 2, 2 }))));

    [Fact]
    public void The_operator_that_loses_a_constant_is_named() => Assert.Equal(
        [new("b", 2, "Erf 'erf' does not leave a constant that is known")],
        Dropped(a => a.Then("Erf", "erf", 8, []).MaxPool("pool").Conv("b", 4, 1)));

    [Fact]
    public void A_plan_says_what_its_surgery_drops_and_keeps_it_in_its_text()
    {
        var graph = Model(a => a.Conv("b", 4, 3));
        PruningOptions options = new() { Criterion = new FilterL1(), Ratio = 0.5, Scope = PruningScope.Layer };
        var plan = Pruner.Plan(graph, options);

        Assert.Equal([new("b", 4, Borders)], plan.Dropped);
        Assert.Equal(plan.Dropped, PruningPlan.FromJson(plan.ToJson()).Dropped);
        Assert.Empty(Pruner.Plan(graph, options with { FoldConstants = false }).Dropped);
    }

    private static IReadOnlyList<DroppedConstant> Dropped(Func<Feature, Feature> rest) => Dropped(Model(rest));

    /// <summary>What is dropped where two of the channels that <c>a</c> makes leave.</summary>
    private static IReadOnlyList<DroppedConstant> Dropped(ModelGraph graph)
    {
        var coupling = ChannelCoupling.Of(graph);
        return new DroppedConstants(graph, coupling, TestGraph.Removing(graph, "a", 1, 4).Bind(coupling)).Find();
    }

    private static ModelGraph Model(Func<Feature, Feature> rest) => Build(rest).Trained(seed: 1);

    private static ModelGraph Build(Func<Feature, Feature> rest) => TestGraph.Build(x => [rest(x.ConvLeaky("a", 8, 3))]);
}
