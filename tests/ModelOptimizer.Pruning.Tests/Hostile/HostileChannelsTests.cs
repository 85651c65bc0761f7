using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Pruning.Tests.Hostile;

/// <summary>Channels that a damaged model claims are refused by name, not followed until memory ends.</summary>
public class HostileChannelsTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(-9)]
    public void Channels_that_are_not_there_cannot_be_picked(long index)
    {
        var graph = Graph(Node("Gather", "x i", "y", ("axis", 1L)));
        graph.Initializers["i"] = TensorData.Of([2], [0L, index]);
        Assert.Contains("not among the 8", Assert.Single(ChannelCoupling.Of(graph).Refusals).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Joining_over_and_over_ends()
    {
        var nodes = Enumerable.Range(0, 40).Select(step => Node("Concat", step == 0 ? "x x" : $"v{step - 1} v{step - 1}", step == 39 ? "y" : $"v{step}", ("axis", 1L)));
        Assert.Contains(ChannelCoupling.Of(Graph([.. nodes])).Refusals, refusal => refusal.Reason.Contains("joins more than", StringComparison.Ordinal));
    }

    [Fact]
    public void Blocks_of_any_size_are_not_laid_out()
    {
        var graph = Graph(Node("SpaceToDepth", "x", "y", ("blocksize", 1024L)));
        graph.Inputs[0] = new("x", ElementType.Float32, [1, 8, 1024, 1024]);
        Assert.Contains("makes more than", Assert.Single(ChannelCoupling.Of(graph).Refusals).Reason, StringComparison.Ordinal);
    }

    private static ModelGraph Graph(params Node[] nodes) => new()
    {
        Inputs = [new("x", ElementType.Float32, [1, 8, 2, 2])],
        Outputs = [new("y", ElementType.Float32, null)],
        Nodes = [.. nodes],
    };

    private static Node Node(string type, string inputs, string output, params (string Name, object Value)[] attributes)
    {
        var node = new Node { Name = output, OpType = type, Inputs = [.. inputs.Split(' ')], Outputs = [output] };
        foreach (var (name, value) in attributes)
        {
            node.Attributes[name] = value;
        }

        return node;
    }
}
