using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Graph.Zoo;

namespace ModelOptimizer.Graph.Tests.Costs;

public class ActivationMemoryTests
{
    [Fact]
    public void A_value_lives_from_its_node_to_its_last_reader()
    {
        // Maps of 8 x 8 float32, 256 bytes per channel: x 1, a 4, b 4, sum 4, wide 16, out 2.
        var builder = new GraphBuilder("test", 1);
        var a = builder.Input("x", 1, 8, 8).Conv("a", 4, 3);
        var sum = a.Relu("b").Add("sum", a);
        builder.Output(sum.Conv("wide", 16, 3).Conv("out", 2, 3), 2, 8, 8);

        var memory = ActivationMemory.Measure(builder.Graph)!;

        Assert.Equal([5 * 256, 8 * 256, 12 * 256, 20 * 256, 18 * 256], memory.Nodes.Select(node => node.Live));
        Assert.Equal([4 * 256, 4 * 256, 4 * 256, 16 * 256, 2 * 256], memory.Nodes.Select(node => node.Written));
        Assert.Equal((20L * 256, "wide"), (memory.Peak, memory.PeakNode));
    }

    [Fact]
    public void Outputs_live_to_the_end_and_unread_values_only_while_they_are_written()
    {
        var builder = new GraphBuilder("test", 1);
        var x = builder.Input("x", 2, 4, 4);
        builder.Output(x.Relu("first"), 2, 4, 4);
        x.Relu("unread");
        builder.Output(x.Relu("second"), 2, 4, 4);

        // Maps of 2 x 4 x 4 float32 have 128 bytes: x and first; the unread one beside them; x and both outputs.
        Assert.Equal([2 * 128, 3 * 128, 3 * 128], ActivationMemory.Measure(builder.Graph)!.Nodes.Select(node => node.Live));
    }

    [Fact]
    public void An_absent_optional_input_and_constants_take_nothing()
    {
        var builder = new GraphBuilder("test", 1);
        builder.Output(builder.Input("x", 1, 2, 2).Upsample("up"), 1, 4, 4); // Resize without its region of interest
        Assert.Equal((4 + 16) * 4, ActivationMemory.Measure(builder.Graph)!.Peak);
    }

    [Fact]
    public void A_value_of_unknown_size_makes_the_memory_unknown()
    {
        var builder = new GraphBuilder("test", 1);
        builder.Node("NonZero", "strange", 4, [builder.Input("x", 4, 6, 6).Name]).Relu("behind");
        Assert.Null(ActivationMemory.Measure(builder.Graph));
    }
}
