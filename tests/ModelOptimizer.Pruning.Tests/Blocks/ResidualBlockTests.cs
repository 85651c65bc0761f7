using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pruning.Blocks;
using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Pruning.Surgery;
using ModelOptimizer.Pruning.Tests.Reference;

namespace ModelOptimizer.Pruning.Tests.Blocks;

public class ResidualBlockTests
{
    [Fact]
    public void A_branch_beside_an_identity_is_a_block()
    {
        var block = Assert.Single(Find(x =>
        {
            var stem = x.ConvLeaky("stem", 8, 3);
            return [stem.ConvLeaky("a", 4, 1).ConvLeaky("b", 8, 3).Add("add", stem).Conv("head", 2, 1)];
        }));
        Assert.Equal(("b/act", "stem/act", "add", true), (block.Branch, block.Shortcut, block.Join, block.IsIdentity));
        Assert.Equal(["a", "a/bn", "a/act", "b", "b/bn", "b/act"], block.Nodes);
        Assert.Equal(["stem/act"], block.Inputs);
    }

    [Fact]
    public void A_projection_is_a_shortcut_but_no_identity()
    {
        var block = Assert.Single(Find(x =>
        {
            var stem = x.ConvLeaky("stem", 8, 3);
            var branch = stem.ConvLeaky("a", 16, 3, 2).Conv("b", 16, 3);
            return [branch.Add("add", stem.Conv("fit", 16, 1, 2)).Conv("head", 2, 1)];
        }));
        Assert.Equal(("b", "fit", false), (block.Branch, block.Shortcut, block.IsIdentity));
    }

    [Fact]
    public void Blocks_nest()
    {
        var graph = Nested();
        var blocks = ResidualBlocks.Find(graph);
        Assert.Equal(["inner/conv", "outer/last"], blocks.Select(block => block.Branch));
        Assert.Subset(blocks[1].Nodes.ToHashSet(), blocks[0].Nodes.ToHashSet());
    }

    [Fact]
    public void A_branch_may_read_other_values_too()
    {
        var block = Assert.Single(Find(x =>
        {
            var stem = x.ConvLeaky("stem", 8, 3);
            var other = stem.MaxPool("pool").Upsample("side");
            return [stem.Concat("join", other).Conv("branch", 8, 1).Add("add", stem).Conv("head", 2, 1), other.Conv("head2", 2, 1)];
        }));
        Assert.Equal(["stem/act", "side"], block.Inputs);
        Assert.True(block.IsIdentity);
    }

    [Fact]
    public void A_sum_of_several_branches_holds_several_blocks()
    {
        var graph = TestGraph.Build(x =>
        {
            var stem = x.ConvLeaky("stem", 8, 3);
            var (a, b) = (stem.Conv("a", 8, 1), stem.Conv("b", 8, 3));
            return [stem.Then("Sum", "sum", 8, [a.Name, b.Name]).Conv("head", 2, 1)];
        });
        Assert.Equal(["a", "b"], ResidualBlocks.Find(graph).Select(block => block.Branch));
        Assert.Equal("Sum 'sum' (stem/act, b) -> (sum)", BlockSurgery.Remove(graph, ["a"]).Nodes.Single(node => node.Name == "sum").ToString());
        Assert.Equal("stem/act", BlockSurgery.Remove(graph, ["a", "b"]).Nodes.Single(node => node.Name == "head").Inputs[0]);
    }

    [Theory]
    [InlineData("a branch that others read")]
    [InlineData("two maps of different origin")]
    [InlineData("a product")]
    public void What_is_no_block_is_not_found(string kind) => Assert.Empty(Find(x =>
    {
        var stem = x.ConvLeaky("stem", 8, 3);
        var branch = stem.Conv("branch", 8, 3);
        return kind switch
        {
            "a branch that others read" => [branch.Add("add", stem).Conv("head", 2, 1), branch.Conv("head2", 2, 1)],
            "two maps of different origin" => [x.Conv("a", 8, 1).Add("add", branch).Conv("head", 2, 1), stem.Conv("head2", 2, 1)],
            _ => [branch.Then("Mul", "product", 8, [stem.Name]).Conv("head", 2, 1)],
        };
    }));

    /// <summary>Stage by stage n blocks, of which the first of the second and third stage change the width: (n - 1) * 2 + n identities (arXiv 1512.03385).</summary>
    [Theory]
    [InlineData("resnet20", 9)]
    [InlineData("yolov4-tiny", 0)]
    public void The_blocks_of_the_zoo_are_found(string name, int expected) => Assert.Equal(expected, ResidualBlocks.Find(TestGraph.Tiny(name)).Count);

    [Fact]
    public void Removing_a_block_leaves_the_identity()
    {
        var graph = Nested();
        foreach (var blocks in (string[][])[["inner/conv"], ["outer/last"], ["inner/conv", "outer/last"]])
        {
            var rest = BlockSurgery.Remove(graph, blocks);
            Assert.True(rest.Nodes.Count < graph.Nodes.Count);
            Assert.True(Interpreter.RelativeDistance(BlockSurgery.Mask(graph, blocks), rest, Activations.Random(new(1), 1, 3, 12, 12)) < 1e-6);
        }
    }

    [Fact]
    public void A_block_at_a_graph_output_keeps_its_name()
    {
        var graph = TestGraph.Build(x =>
        {
            var stem = x.ConvLeaky("stem", 8, 3);
            return [stem.Conv("branch", 8, 3).Add("sum", stem)];
        });
        Assert.Equal("Identity 'sum' (stem/act) -> (sum)", BlockSurgery.Remove(graph, ["branch"]).Nodes[^1].ToString());
    }

    [Fact]
    public void A_plan_holds_blocks_and_channels()
    {
        var graph = Nested().Trained(seed: 3);
        var plan = Pruner.Plan(BlockSurgery.Remove(graph, ["inner/conv"]), new() { Ratio = 0.3 }) with { Blocks = ["inner/conv"] };
        var cut = ChannelSurgery.Apply(graph, PruningPlan.FromJson(plan.ToJson()));
        Assert.DoesNotContain(cut.Nodes, node => node.Name == "inner/conv");
        Assert.True(cut.Initializers["stem.weight"].Shape[0] < 8);
    }

    [Fact]
    public void An_unknown_block_is_refused_with_those_there_are()
    {
        var error = Assert.Throws<PruningException>(() => BlockSurgery.Remove(Nested(), ["nothing"]));
        Assert.Contains("'nothing'. Its blocks are: inner/conv, outer/last.", error.Message, StringComparison.Ordinal);
    }

    private static ModelGraph Nested() => TestGraph.Build(x =>
    {
        var stem = x.ConvLeaky("stem", 8, 3);
        var first = stem.ConvLeaky("outer/first", 8, 3);
        return [first.Conv("inner/conv", 8, 3).Add("inner", first).Conv("outer/last", 8, 1).Add("outer", stem).Conv("head", 2, 1)];
    });

    private static IReadOnlyList<ResidualBlock> Find(Func<Feature, IEnumerable<Feature>> body) => ResidualBlocks.Find(TestGraph.Build(body));
}
