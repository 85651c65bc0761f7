namespace ModelOptimizer.Pipeline.Stages;

/// <summary>What a training went through: <c>history.json</c> among the files of its stage.</summary>
/// <param name="Epochs">Every epoch, first to last, also those of runs that were killed.</param>
public sealed record TrainingHistory(IReadOnlyList<EpochRecord> Epochs)
{
    /// <summary>Version of this format.</summary>
    public int SchemaVersion { get; init; } = 1;
}

/// <summary>One epoch of a training.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="Losses">Means over the epoch: <c>loss</c>, the sum, first, then its parts.</param>
/// <param name="LearningRate">The learning rate of its last step.</param>
/// <param name="ImagesPerSecond">Images trained on in a second.</param>
public sealed record EpochRecord(int Epoch, IReadOnlyDictionary<string, double> Losses, double LearningRate, double ImagesPerSecond)
{
    /// <summary>The metric after this epoch, 0 to 1, where it was measured.</summary>
    public double? Metric { get; init; }
}
