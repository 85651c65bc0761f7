using System.ComponentModel.DataAnnotations;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>How to train: stochastic gradient descent with Nesterov momentum, warm-up and cosine decay.</summary>
public record TrainOptions
{
    /// <summary>Passes over the training split.</summary>
    [Range(1, 10_000)]
    public int Epochs { get; init; } = 60;

    /// <summary>Images per step.</summary>
    [Range(1, 1024)]
    public int BatchSize { get; init; } = 8;

    /// <summary>Learning rate after warm-up. The default suits detectors trained from scratch in batches of 8.</summary>
    [Range(0.0, 10.0, MinimumIsExclusive = true)]
    public double LearningRate { get; init; } = 0.04;

    /// <summary>Learning rate at the end, as a fraction of <see cref="LearningRate"/>.</summary>
    [Range(0.0, 1.0)]
    public double FinalLearningRate { get; init; } = 0.05;

    /// <summary>Epochs over which the learning rate rises from zero.</summary>
    [Range(0.0, 1000.0)]
    public double WarmupEpochs { get; init; } = 2;

    /// <summary>Nesterov momentum.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Momentum { get; init; } = 0.937;

    /// <summary>Weight decay of convolution weights; scales and biases have none.</summary>
    [Range(0.0, 1.0)]
    public double WeightDecay { get; init; } = 0.0005;

    /// <summary>Decay of the exponential moving average of the weights that is kept as the result; 0 keeps the last weights.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double AverageDecay { get; init; } = 0.999;

    /// <summary>Largest norm of a step's gradient; 0 does not clip.</summary>
    [Range(0.0, 1000.0)]
    public double GradientClip { get; init; } = 10;

    /// <summary>Of a classifier: the probability that is spread evenly over all classes; 0 when absent.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    [OmittedByDefault]
    public double? LabelSmoothing { get; init; }

    /// <summary>Random changes to the training images.</summary>
    public AugmentationOptions Augmentation { get; init; } = new();
}
