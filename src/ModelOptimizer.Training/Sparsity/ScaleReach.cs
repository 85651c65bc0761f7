using ModelOptimizer.Training.Optimization;

namespace ModelOptimizer.Training.Sparsity;

/// <summary>How far sparse training can lower a scale that nothing holds up. Scales begin near 1, so channels fade only where this exceeds 1.</summary>
public static class ScaleReach
{
    /// <summary>s / (1 - momentum) times the sum of the learning rates of all steps.</summary>
    /// <param name="rate">The penalty s.</param>
    /// <param name="options">How the scales are trained.</param>
    /// <param name="stepsPerEpoch">Steps per epoch, at least 1.</param>
    public static double Of(double rate, OptimizationOptions options, int stepsPerEpoch)
    {
        var schedule = new LearningRateSchedule(options, stepsPerEpoch);
        var learned = 0.0;
        for (var step = 0L; step < (long)options.Epochs * stepsPerEpoch; step++)
        {
            learned += schedule.At(step);
        }

        return rate / (1 - options.Momentum) * learned;
    }
}
