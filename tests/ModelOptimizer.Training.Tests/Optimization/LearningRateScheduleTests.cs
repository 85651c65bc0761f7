using ModelOptimizer.Training.Optimization;

namespace ModelOptimizer.Training.Tests.Optimization;

public sealed class LearningRateScheduleTests
{
    // 12 epochs of 10 steps, of which 2 warm up: 20 steps up, 100 down.
    private static readonly LearningRateSchedule Schedule =
        new(new() { Epochs = 12, LearningRate = 0.1, FinalLearningRate = 0.2, WarmupEpochs = 2 }, 10);

    [Theory]
    [InlineData(0, 0.005)]
    [InlineData(9, 0.05)]
    [InlineData(19, 0.1)]
    [InlineData(20, 0.1)]
    [InlineData(70, 0.06)] // half-way: the mean of 0.1 and 0.02
    [InlineData(45, 0.1 * (0.2 + (0.8 * 0.853553)))] // a quarter: (1 + cos 45 degrees) / 2
    [InlineData(120, 0.02)]
    public void Rises_linearly_and_falls_as_a_cosine(long step, double expected) => Assert.Equal(expected, Schedule.At(step), 1e-6);

    [Fact]
    public void Starts_at_full_rate_without_warm_up() =>
        Assert.Equal(0.1, new LearningRateSchedule(new() { Epochs = 1, LearningRate = 0.1, WarmupEpochs = 0 }, 10).At(0), 1e-9);
}
