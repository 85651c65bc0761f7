using ModelOptimizer.Data.Batches;

namespace ModelOptimizer.Data.Tests.Batches;

public sealed class BatchOptionsTests
{
    public static TheoryData<BatchOptions> OutOfRange => new(
        new BatchOptions { InputWidth = 0 },
        new BatchOptions { InputHeight = 10_000 },
        new BatchOptions { BatchSize = 0 },
        new BatchOptions { Threads = 0 },
        new BatchOptions { Prefetch = 0 },
        new BatchOptions { CacheBytes = -1 },
        new BatchOptions { InputWidth = 8192, InputHeight = 8192, BatchSize = 4096 });

    [Theory]
    [MemberData(nameof(OutOfRange), DisableDiscoveryEnumeration = true)]
    public void Refuses_values_out_of_range(BatchOptions options) => Assert.Throws<ArgumentOutOfRangeException>(options.Validate);

    [Fact]
    public void Accepts_the_defaults() => new BatchOptions().Validate();
}
