namespace ModelOptimizer.Training.Loops;

/// <summary>What a network is trained for: data, and a loss on it.</summary>
public interface ITrainingTask
{
    /// <summary>Steps per pass over the data.</summary>
    int StepsPerEpoch { get; }

    /// <summary>The batches of an epoch, counted from 0; the same ones whenever asked.</summary>
    IEnumerable<TrainingBatch> Epoch(int epoch, CancellationToken cancellation);
}
