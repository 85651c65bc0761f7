using ModelOptimizer.Pipeline.Verification;

namespace ModelOptimizer.Pipeline.Tests.Verification;

public class RelativeDifferenceTests
{
    [Fact]
    public void Is_absolute_below_one_and_relative_above() =>
        Assert.Equal(0.25, RelativeDifference.Largest([0.5f, 12], [0.25f, 10]), 6); // 0.25 / 1 and 2 / 10

    [Fact]
    public void Is_relative_to_the_largest_where_all_is_tiny() =>
        Assert.Equal(0.5, RelativeDifference.Largest([3e-9f, 1e-9f], [2e-9f, 1e-9f]), 4);

    [Fact]
    public void Counts_what_is_not_a_number_as_different() =>
        Assert.Equal(double.PositiveInfinity, RelativeDifference.Largest([float.NaN, 0], [0, 0]));

    [Fact]
    public void Counts_another_length_as_different() =>
        Assert.Equal(double.PositiveInfinity, RelativeDifference.Largest([0], [0, 0]));
}
