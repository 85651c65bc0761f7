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

    [Theory]
    [InlineData("l1", 6f, 15f)]
    [InlineData("l2", 3.741657f, 8.774964f)]
    public void Norms_measure_each_filter_of_a_transposed_weight_too(string name, float first, float second)
    {
        // Columns (1, -2, 3) and (-4, 5, -6) of a matrix product: sqrt(14) and sqrt(77).
        var graph = TestGraph.Build(x => [x.Conv("a", 3, 1).GlobalAverage("mean").Then("Gemm", "hidden", 2, ["w"]).Then("Gemm", "head", 2, ["v"])]);
        graph.Initializers["w"] = TensorData.Of([3, 2], [1f, -4, -2, 5, 3, -6]);
        graph.Initializers["v"] = TensorData.Of([2, 2], [1f, 1, 1, 1]);
        Assert.Equal([first, second], ScoresOf("hidden", graph, PruningCriteria.Find(name)), (expected, actual) => Math.Abs(expected - actual) < 1e-5);
    }

    [Fact]
    public void Filters_near_the_geometric_median_are_replaceable()
    {
        // Filters at 0, 3, 4 and 10 on a line: mean distances 17/4, 11/4, 11/4, 23/4.
        var graph = TestGraph.Build(x => [x.Conv("a", 4, 1).Conv("head", 2, 1)]);
        graph.Initializers["a.weight"] = TensorData.Of([4, 3, 1, 1], [0f, 0, 0, 0, 3, 0, 0, 4, 0, 0, 10, 0]);
        Assert.Equal([4.25f, 2.75f, 2.75f, 5.75f], ScoresOf("a", graph, new GeometricMedian()));
    }

    [Fact]
    public void Taylor_squares_the_change_that_readers_see_in_each_batch()
    {
        // Channel 0 is read with weights 1 and 2, channel 1 with 3 and 4; gradients as below.
        var graph = TestGraph.Build(x => [x.Conv("a", 2, 1).Conv("head", 2, 1)]);
        graph.Initializers["head.weight"] = TensorData.Of([2, 2, 1, 1], [1f, 3, 2, 4]);
        var source = new Gradients(
            new() { ["a.weight"] = new float[6], ["head.weight"] = [1, 1, 1, -1] },
            new() { ["a.weight"] = new float[6], ["head.weight"] = [2, 0, -1, 0.5f] });
        // (3^2 + 0^2) / 2 and ((-1)^2 + 2^2) / 2.
        Assert.Equal([4.5f, 2.5f], ScoresOf("a", graph, new Taylor(source)));
    }

    [Fact]
    public void Taylor_without_data_is_refused() =>
        Assert.Contains("needs data", Assert.Throws<PruningException>(() => PruningCriteria.Find("taylor")).Message, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_criterion_is_refused_with_those_there_are() =>
        Assert.Contains("did you mean 'bn-scale'?", Assert.Throws<PruningException>(() => PruningCriteria.Find("bnscale")).Message, StringComparison.Ordinal);

    private static IEnumerable<float> ScoresOf(string layer, ModelGraph graph, ICriterion criterion)
    {
        var coupling = ChannelCoupling.Of(graph);
        var scores = criterion.Score(graph, coupling, Aggregation.Majority);
        return coupling.Layers.Single(slot => slot.Node.Name == layer).Channels.Sets().Select(set => scores[set]);
    }

    private sealed class Gradients(params Dictionary<string, float[]>[] batches) : IGradientSource
    {
        public IEnumerable<IReadOnlyDictionary<string, float[]>> Batches(ModelGraph graph) => batches;
    }
}
