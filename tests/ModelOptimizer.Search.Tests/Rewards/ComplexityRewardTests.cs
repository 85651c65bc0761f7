using ModelOptimizer.Search.Rewards;

namespace ModelOptimizer.Search.Tests.Rewards;

public class ComplexityRewardTests
{
    /// <summary>YOLOv4 with 20 classes at 416 px has 59.669 GFLOPs, 2 per MAC.</summary>
    private const long YoloV4Macs = 29_834_500_000;

    [Fact]
    public void Counts_two_operations_per_mac() => Assert.Equal(-3 - 59.669, new ComplexityReward().Of(3, YoloV4Macs), 9);

    [Fact]
    public void Weighs_complexity_against_loss() => Assert.Equal(-3 - 5.9669, new ComplexityReward { Weight = 0.1 }.Of(3, YoloV4Macs), 9);

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void Refuses_a_weight_that_rewards_complexity(double weight) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ComplexityReward { Weight = weight });
}
