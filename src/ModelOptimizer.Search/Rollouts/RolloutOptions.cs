using System.ComponentModel.DataAnnotations;

namespace ModelOptimizer.Search.Rollouts;

/// <summary>How a candidate is judged.</summary>
public sealed record RolloutOptions
{
    private const int MostImages = 10_000_000;

    /// <summary>Training images on which the statistics of batch normalisation are measured anew.</summary>
    [Range(1, MostImages)]
    public int CalibrationImages { get; init; } = 64;

    /// <summary>Validation images on which the candidate is judged, spread over the split; in more than one batch where there are more than one.</summary>
    [Range(1, MostImages)]
    public int ValidationImages { get; init; } = 256;

    /// <summary>Images per batch.</summary>
    [Range(1, 1024)]
    public int BatchSize { get; init; } = 16;

    /// <summary>What is trained before.</summary>
    public RolloutTraining Training { get; init; } = RolloutTraining.None;

    /// <summary>Training images used for that, spread over the split.</summary>
    [Range(1, MostImages)]
    public int TrainingImages { get; init; } = 256;

    /// <summary>Passes over them.</summary>
    [Range(1, 1000)]
    public int Epochs { get; init; } = 1;

    /// <summary>The learning rate then.</summary>
    [Range(0.0, 10.0, MinimumIsExclusive = true)]
    public double LearningRate { get; init; } = 0.01;

    /// <summary>Checks every range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(CalibrationImages, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ValidationImages, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(TrainingImages, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Epochs, 1);
        if (!(LearningRate > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(LearningRate), LearningRate, "The learning rate of a rollout must be above 0.");
        }
    }
}
