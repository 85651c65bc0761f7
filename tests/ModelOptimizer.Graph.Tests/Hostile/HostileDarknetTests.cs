using ModelOptimizer.Graph.Tests.Darknet;
using ModelOptimizer.Tests.Hostile;
using ModelOptimizer.Tests.Hostile.Darknet;

namespace ModelOptimizer.Graph.Tests.Hostile;

public class HostileDarknetTests
{
    [Fact]
    public void Damaged_descriptions_are_read_or_refused_with_their_own_exception()
    {
        using var input = new HostileCfg();
        Assert.Empty(new HostileRun(input, 1).Run(0, 6000));
    }

    [Fact]
    public void Damaged_weights_are_read_or_refused_with_their_own_exception()
    {
        using var input = new HostileWeights();
        Assert.Empty(new HostileRun(input, 1).Run(0, 4000));
    }

    [Fact]
    public void Weights_that_a_line_asks_for_take_no_memory_until_they_are_looked_at()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        CfgText.Read("[net]\nwidth=32\nheight=32\n[convolutional]\nbatch_normalize=1\nfilters=16777216\nsize=1\n");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void Refuses_more_classes_than_any_detector_has() =>
        Assert.Contains("65536", CfgText.Refusal(CfgText.Net + "[convolutional]\nfilters=16000005\n[yolo]\nanchors=1,2\nclasses=16000000\n").Reason, StringComparison.Ordinal);
}
