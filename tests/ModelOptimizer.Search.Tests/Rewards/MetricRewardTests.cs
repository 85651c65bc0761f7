using ModelOptimizer.Search.Rewards;
using ModelOptimizer.Search.Rollouts;

namespace ModelOptimizer.Search.Tests.Rewards;

public class MetricRewardTests
{
    private static readonly RolloutResult Whole = new(0.9, 0.3, 1000, 2000, 8, 1);
    private static readonly RolloutResult Small = new(0.8, 0.5, 100, 500, 1, 1);

    [Theory]
    [InlineData(CostTerm.Macs, 0.8 - 0.4 * 0.25)]
    [InlineData(CostTerm.Parameters, 0.8 - 0.4 * 0.1)]
    [InlineData(CostTerm.Latency, 0.8 - 0.4 * 0.125)]
    public void Counts_cost_in_parts_of_the_whole_model(CostTerm cost, double expected) =>
        Assert.Equal(expected, new MetricReward { Weight = 0.4, Cost = cost }.Judge(Small, Whole), 12);

    [Fact]
    public void Shapes_nothing_by_default() => Assert.Equal(0.8, new MetricReward { Weight = 0 }.Judge(Small, Whole));

    [Fact]
    public void Shapes_by_the_loss_where_asked_to() => Assert.Equal(0.8 - 0.05, new MetricReward { Weight = 0, Shaping = 0.1 }.Judge(Small, Whole), 12);

    [Fact]
    public void Says_that_latency_is_missing() => Assert.Throws<ArgumentException>(
        () => new MetricReward { Cost = CostTerm.Latency }.Judge(Small with { LatencyMilliseconds = null }, Whole));

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Refuses_negative_weights(double weight)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MetricReward { Weight = weight });
        Assert.Throws<ArgumentOutOfRangeException>(() => new MetricReward { Shaping = weight });
    }
}
