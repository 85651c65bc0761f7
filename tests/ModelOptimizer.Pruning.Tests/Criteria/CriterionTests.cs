using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Criteria;
using ModelOptimizer.Pruning.Tests.Reference;

namespace ModelOptimizer.Pruning.Tests.Criteria;

public class CriterionTests
{
    [Theory]
    [InlineData(Aggregation.Majority, 0.4f)]
    [InlineData(Aggregation.Mean, 0.3f)]
    [InlineData(Aggregation.Sum, 0.9f)]
    [InlineData(Aggregation.Maximum, 0.5f)]
    [InlineData(Aggregation.Minimum, 0f)]
    public void Coupled_members_agree_on_one_score(Aggregation aggregation, float expected)
    {
        // Two of three members reach 0.4.
        var graph = TestGraph.Build(x => [x.Conv("a", 1, 1).BatchNorm("na").Add("s1", x.Conv("b", 1, 1).BatchNorm("nb")).Add("s2", x.Conv("c", 1, 1).BatchNorm("nc")).Conv("head", 2, 1)]);
        graph.Initializers["na.scale"] = TensorData.Of([1], [-0.5f]);
        graph.Initializers["nb.scale"] = TensorData.Of([1], [0f]);
        graph.Initializers["nc.scale"] = TensorData.Of([1], [0.4f]);
        var coupling = ChannelCoupling.Of(graph);
        var set = coupling.Layers[0].Channels.Sets()[0];
        Assert.Equal(expected, new BatchNormScale().Score(graph, coupling, aggregation)[set], 6);
    }

    [Fact]
    public void The_l1_norm_sums_each_filter()
    {
        var graph = TestGraph.Build(x => [x.Conv("a", 2, 1).Conv("head", 2, 1)]);
        graph.Initializers["a.weight"] = TensorData.Of([2, 3, 1, 1], [1f, -2, 3, -4, 5, -6]);
        var coupling = ChannelCoupling.Of(graph);
        var sets = coupling.Layers[0].Channels.Sets();
        var scores = new FilterL1().Score(graph, coupling, Aggregation.Majority);
        Assert.Equal([6f, 15f], sets.Select(set => scores[set]));
    }

    [Fact]
    public void An_unknown_criterion_is_refused_with_those_there_are() =>
        Assert.Contains("bn-scale", Assert.Throws<PruningException>(() => PruningCriteria.Find("gamma")).Message, StringComparison.Ordinal);
}
