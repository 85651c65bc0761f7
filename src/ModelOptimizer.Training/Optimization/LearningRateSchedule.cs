namespace ModelOptimizer.Training.Optimization;

/// <summary>A linear rise from zero, then half a cosine down to the final rate.</summary>
public sealed class LearningRateSchedule(OptimizationOptions options, int stepsPerEpoch)
{
    private readonly double _steps = (double)options.Epochs * stepsPerEpoch;
    private readonly double _warmup = options.WarmupEpochs * stepsPerEpoch;

    /// <summary>The learning rate of a step, counted from 0 over all epochs.</summary>
    public double At(long step)
    {
        if (step + 1 < _warmup)
        {
            return options.LearningRate * (step + 1) / _warmup;
        }

        var progress = Math.Clamp((step - _warmup) / Math.Max(1, _steps - _warmup), 0, 1);
        var cosine = (1 + Math.Cos(Math.PI * progress)) / 2;
        return options.LearningRate * (options.FinalLearningRate + ((1 - options.FinalLearningRate) * cosine));
    }
}
