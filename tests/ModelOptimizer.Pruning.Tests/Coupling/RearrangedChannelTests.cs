using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Tests.Reference;
using static ModelOptimizer.Pruning.Tests.Coupling.CoupledGraph;

namespace ModelOptimizer.Pruning.Tests.Coupling;

/// <summary>Operators that join, pick, repeat or permute channels.</summary>
public class RearrangedChannelTests
{
    [Fact]
    public void A_concatenation_joins_channels_in_order()
    {
        var coupling = Analyse(x => [x.Conv("a", 4, 1).Concat("join", x.Conv("b", 6, 1)).Conv("head", 2, 1)]);
        Assert.Equal([.. Sets(coupling, "a"), .. Sets(coupling, "b")], InputSets(coupling, "head"));
    }

    [Fact]
    public void A_split_takes_sublists()
    {
        var coupling = Analyse(x =>
        {
            var (first, second) = x.Conv("a", 8, 1).Halve("split");
            return [first.Conv("head0", 2, 1), second.Conv("head1", 2, 1)];
        });
        Assert.Equal(Sets(coupling, "a")[..4], InputSets(coupling, "head0"));
        Assert.Equal(Sets(coupling, "a")[4..], InputSets(coupling, "head1"));
    }

    [Fact]
    public void A_slice_of_the_channels_takes_a_sublist()
    {
        var coupling = Analyse(x =>
        {
            var a = x.Conv("a", 8, 1);
            return [a.Then("Slice", "slice", 3, [a.Int64s("starts", 2), a.Int64s("ends", -3), a.Int64s("axes", 1)]).Conv("head", 2, 1)];
        });
        Assert.Equal(Sets(coupling, "a")[2..5], InputSets(coupling, "head"));
    }

    [Fact]
    public void Adding_the_halves_of_a_split_couples_them()
    {
        var coupling = Analyse(x =>
        {
            var (first, second) = x.Conv("a", 8, 1).Halve("split");
            return [first.Add("add", second).Conv("head", 2, 1)];
        });
        Assert.Equal(Sets(coupling, "a")[..4], Sets(coupling, "a")[4..]);
    }

    [Fact]
    public void Flattening_repeats_each_channel()
    {
        var coupling = Analyse(x =>
        {
            var flat = x.Conv("a", 5, 1).MaxPool("p0").MaxPool("p1").Then("Flatten", "flat", 45, []);
            return [flat.Linear("head", 2)];
        });
        Assert.Equal(Sets(coupling, "a").SelectMany(set => Enumerable.Repeat(set, 9)), InputSets(coupling, "head"));
    }

    [Fact]
    public void Flattening_after_a_move_of_the_channels_repeats_the_list()
    {
        var coupling = Analyse(x =>
        {
            var a = x.Conv("a", 5, 1).MaxPool("p0").MaxPool("p1");
            var flat = a.Then("Transpose", "moved", 5, [], ("perm", new long[] { 0, 2, 3, 1 })).Then("Reshape", "flat", 45, [a.Int64s("shape", 0, 45)]);
            return [flat.Linear("head", 2)];
        });
        Assert.Equal(Enumerable.Repeat(Sets(coupling, "a"), 9).SelectMany(sets => sets), InputSets(coupling, "head"));
    }

    [Fact]
    public void Channels_padded_onto_a_shortcut_leave_with_the_branch()
    {
        var coupling = Analyse(x =>
        {
            var stem = x.Conv("stem", 4, 1);
            return [stem.Conv("branch", 8, 1).Add("add", stem.PadChannels("pad", 8)).Conv("head", 2, 1)];
        });
        Assert.Equal(Sets(coupling, "stem"), Sets(coupling, "branch")[2..6]);
    }

    [Fact]
    public void A_channel_shuffle_permutes()
    {
        var coupling = Analyse(x =>
        {
            var a = x.Conv("a", 6, 1);
            return [a.Then("Reshape", "spread", 6, [a.Int64s("grid", 0, 2, 3, 12, 12)]).Then("Transpose", "swap", 6, [], ("perm", new long[] { 0, 2, 1, 3, 4 }))
                .Then("Reshape", "shuffled", 6, [a.Int64s("shape", 0, 6, 12, 12)]).Conv("head", 2, 1)];
        });
        var a = Sets(coupling, "a");
        Assert.Empty(coupling.Refusals);
        Assert.Equal([a[0], a[3], a[1], a[4], a[2], a[5]], InputSets(coupling, "head"));
        Assert.Equal(6, a.Distinct().Count());
    }

    [Theory]
    [InlineData("DCR", new[] { 0, 1, 0, 1, 0, 1, 0, 1 })]
    [InlineData("CRD", new[] { 0, 0, 0, 0, 1, 1, 1, 1 })]
    public void The_channels_that_a_pixel_shuffle_weaves_leave_together(string mode, int[] woven)
    {
        var coupling = Analyse(x => [x.Conv("a", 8, 1).Then("DepthToSpace", "up", 2, [], ("blocksize", 2L), ("mode", mode)).Conv("head", 2, 1)]);
        var read = InputSets(coupling, "head");
        Assert.Equal(woven.Select(channel => read[channel]), Sets(coupling, "a"));
    }

    [Fact]
    public void Sets_scattered_by_a_shuffle_are_one_chain()
    {
        var coupling = Analyse(x =>
        {
            var a = x.Conv("a", 4, 1).BatchNorm("bn");
            return [a.Then("Gather", "shuffled", 4, [a.Int64s("order", 0, 2, 1, 3)], ("axis", 1L)).Conv("head", 2, 1)];
        });
        Assert.Contains("4 channels: a out 0-3 -> bn 0-3 -> head in 0-3", coupling.ToString().Split('\n'));
    }
}
