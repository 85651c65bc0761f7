using ModelOptimizer.Tests.Hostile;
using ModelOptimizer.Tests.Hostile.Cache;

namespace ModelOptimizer.Pipeline.Tests.Hostile;

public class HostileCacheTests
{
    [Fact]
    public void Damaged_lock_files_are_read_or_refused()
    {
        using var input = new HostileLock();
        Assert.Empty(new HostileRun(input, 1).Run(0, 5_000));
    }

    [Fact]
    public void Damaged_seals_are_damage()
    {
        using var input = new HostileSeal();
        Assert.Empty(new HostileRun(input, 1).Run(0, 5_000));
    }
}
