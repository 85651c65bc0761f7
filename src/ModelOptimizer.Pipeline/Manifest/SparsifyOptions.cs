using System.ComponentModel.DataAnnotations;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>Sparse training: an L1 penalty on the scales of batch normalisation (arXiv 2306.01526).</summary>
public sealed record SparsifyOptions : TrainOptions
{
    /// <summary>The defaults of sparse training, which starts from a trained model.</summary>
    public SparsifyOptions()
    {
        Epochs = 30;
        LearningRate = 0.02;
        WarmupEpochs = 1;
    }

    /// <summary>How the penalty changes while training.</summary>
    public SparsitySchedule Schedule { get; init; } = SparsitySchedule.Dynamic;

    /// <summary>
    /// Penalty on the absolute value of each scale, added once per step. A scale, which begins near 1, can fall by rate / (1 - momentum) times the sum of
    /// all steps' learning rates; where that is below 1 no channel fades and pruning cuts into living ones. A guard finds the rate itself.
    /// </summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Rate { get; init; } = 0.005;

    /// <summary>Fraction of the epochs after which the dynamic schedule releases the important channels.</summary>
    [Range(0.0, 1.0)]
    public double RelaxAfter { get; init; } = 0.4;

    /// <summary>Quantile of all absolute scales below which a channel stays fully penalised.</summary>
    [Range(0.0, 1.0)]
    public double Quantile { get; init; } = 0.65;

    /// <summary>Which scales that quantile is taken over.</summary>
    [OmittedByDefault]
    public QuantileScope Scope { get; init; } = QuantileScope.Global;

    /// <summary>A budget on the metric's loss that steers the rate; when absent, the rate is constant.</summary>
    [OmittedByDefault]
    public SparsityGuardOptions? Guard { get; init; }
}
