using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Pruning.Surgery;
using ModelOptimizer.Pruning.Tests.Reference;

namespace ModelOptimizer.Pruning.Tests.Plans;

public class PruningPlanTests
{
    [Fact]
    public void Removed_channels_are_written_as_ranges() =>
        Assert.Contains("\"0-2,5,7-8\"", new PruningPlan { Layers = [new("a", 10, 4, [0, 1, 2, 5, 7, 8])] }.ToJson(), StringComparison.Ordinal);

    [Theory]
    [InlineData("no json", "not a pruning plan")]
    [InlineData("{\"version\": 2}", "version 1")]
    [InlineData("{\"version\": 1, \"surprise\": 1}", "surprise")]
    [InlineData("{\"layers\": [{\"layer\": \"a\", \"before\": 8, \"after\": 7, \"removed\": \"3-1\"}]}", "3-1")]
    [InlineData("{\"layers\": [{\"layer\": \"a\", \"before\": 8, \"after\": 7, \"removed\": \"0-999999999\"}]}", "0-999999999")]
    public void What_is_no_plan_is_refused(string text, string because) =>
        Assert.Contains(because, Assert.Throws<PruningException>(() => PruningPlan.FromJson(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("nowhere", 8, 7, 0, "which the model does not have")]
    [InlineData("stem", 9, 8, 0, "but the layer has 8")]
    [InlineData("stem", 8, 6, 0, "to leave 6")]
    [InlineData("stem", 8, 7, 8, "which has 8")]
    [InlineData("stem", 8, 7, 0, "keeps channel 0 of 'branch'")]
    [InlineData("head", 2, 1, 0, "must stay")]
    public void A_plan_that_does_not_fit_is_refused_by_name(string layer, int before, int after, int channel, string because)
    {
        var graph = TestGraph.Build(x => x.Conv("stem", 8, 1) is var stem ? [stem.Conv("branch", 8, 1).Add("add", stem).Conv("head", 2, 1)] : []);
        var plan = new PruningPlan { Layers = [new(layer, before, after, [channel])] };
        Assert.Contains(because, Assert.Throws<PruningException>(() => ChannelSurgery.Apply(graph, plan)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_is_never_emptied()
    {
        var graph = TestGraph.Build(x =>
        {
            var (first, second) = x.Conv("a", 4, 1).Halve("split");
            return [first.Conv("head0", 2, 1), second.Conv("head1", 2, 1)];
        });
        var error = Assert.Throws<PruningException>(() => ChannelSurgery.Apply(graph, TestGraph.Removing(graph, "a", 0, 1)));
        Assert.Contains("leaves no channel of 'split/first'", error.Message, StringComparison.Ordinal);
    }
}
