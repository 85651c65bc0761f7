namespace ModelOptimizer.Training.Optimization;

/// <summary>Stochastic gradient descent with Nesterov momentum, warm-up, cosine decay and a moving average of the weights.</summary>
public sealed record OptimizationOptions
{
    /// <summary>Passes over the data, at least 1.</summary>
    public int Epochs { get; init; } = 60;

    /// <summary>The learning rate after warm-up. The default, also a manifest's, suits detectors in batches of 8, whose loss is a mean over assigned cells.</summary>
    public double LearningRate { get; init; } = 0.04;

    /// <summary>The learning rate towards the end, as a fraction of <see cref="LearningRate"/>; 0..1.</summary>
    public double FinalLearningRate { get; init; } = 0.05;

    /// <summary>Epochs over which the learning rate rises from zero.</summary>
    public double WarmupEpochs { get; init; } = 2;

    /// <summary>Nesterov momentum, 0..1.</summary>
    public double Momentum { get; init; } = 0.937;

    /// <summary>Weight decay of convolutions and matrices; scales, shifts and biases have none.</summary>
    public double WeightDecay { get; init; } = 0.0005;

    /// <summary>The largest norm of a step's gradient, which is scaled down to it; 0 for no limit.</summary>
    public double GradientClip { get; init; } = 10;

    /// <summary>Decay per step of the moving average that becomes the result; 0 keeps the last weights.</summary>
    public double AverageDecay { get; init; } = 0.999;
}
