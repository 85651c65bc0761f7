using ModelOptimizer.Data.Metrics;

namespace ModelOptimizer.Data.Tests.Metrics;

public sealed class SuppressionOptionsTests
{
    public static TheoryData<SuppressionOptions> OutOfRange => new(
        new SuppressionOptions { ConfidenceThreshold = -0.1f },
        new SuppressionOptions { ConfidenceThreshold = float.NaN },
        new SuppressionOptions { OverlapThreshold = 1.1f },
        new SuppressionOptions { MaximumCandidates = 0 },
        new SuppressionOptions { MaximumDetections = 0 });

    [Theory]
    [MemberData(nameof(OutOfRange), DisableDiscoveryEnumeration = true)]
    public void Refuses_values_out_of_range(SuppressionOptions options) => Assert.Throws<ArgumentOutOfRangeException>(options.Validate);

    [Fact]
    public void Accepts_the_defaults() => new SuppressionOptions().Validate();
}
