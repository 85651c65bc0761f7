using ModelOptimizer.Tests.Hostile;
using ModelOptimizer.Tests.Hostile.Data;

namespace ModelOptimizer.Data.Tests.Hostile;

public class HostileDataTests
{
    [Fact]
    public void Damaged_images_are_decoded_or_refused_with_their_own_exception()
    {
        using var input = new HostileImage();
        Assert.Empty(new HostileRun(input, 1).Run(0, 10_000));
    }

    [Fact]
    public void Damaged_annotations_are_read_or_refused_with_their_own_exception()
    {
        using var input = new HostileAnnotation();
        Assert.Empty(new HostileRun(input, 1).Run(0, 5000));
    }

    [Fact]
    public void Damaged_lists_are_read_or_refused_with_their_own_exception()
    {
        using var input = new HostileList();
        Assert.Empty(new HostileRun(input, 1).Run(0, 3000));
    }
}
