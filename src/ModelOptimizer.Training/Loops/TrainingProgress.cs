namespace ModelOptimizer.Training.Loops;

/// <summary>How far a training is.</summary>
/// <param name="Epoch">The current epoch, counted from 1.</param>
/// <param name="Epochs">All epochs.</param>
/// <param name="Step">Steps done in this epoch.</param>
/// <param name="Steps">Steps per epoch.</param>
/// <param name="LossParts">Means over this epoch so far; the first is their sum, <c>loss</c>.</param>
/// <param name="LearningRate">The learning rate of the last step.</param>
/// <param name="ImagesPerSecond">Over this epoch so far.</param>
/// <param name="Remaining">Estimated time until the end.</param>
public sealed record TrainingProgress(
    int Epoch,
    int Epochs,
    int Step,
    int Steps,
    IReadOnlyList<(string Name, double Value)> LossParts,
    double LearningRate,
    double ImagesPerSecond,
    TimeSpan Remaining)
{
    /// <summary>The fraction done, 0..1.</summary>
    public double Fraction => (Epoch - 1 + ((double)Step / Steps)) / Epochs;
}
