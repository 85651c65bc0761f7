using ModelOptimizer.Training.Optimization;
using ModelOptimizer.Training.Sparsity;

namespace ModelOptimizer.Training.Tests.Sparsity;

public sealed class ScaleReachTests
{
    // Ten steps of 0.1 at momentum 0.5: 0.01 / (1 - 0.5) * 10 * 0.1 = 0.02.
    [Fact]
    public void Adds_up_the_penalty_over_all_steps_and_their_momentum()
    {
        var options = new OptimizationOptions { Epochs = 2, LearningRate = 0.1, FinalLearningRate = 1, WarmupEpochs = 0, Momentum = 0.5 };

        Assert.Equal(0.02, ScaleReach.Of(0.01, options, stepsPerEpoch: 5), 12);
    }
}
