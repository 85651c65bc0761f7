using System.Diagnostics;
using ModelOptimizer.Graph;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Loops;

/// <summary>Trains, sparsifies or distils a network, all on the calling thread.</summary>
public static class TrainingLoop
{
    /// <summary>
    /// Runs a training to its end, continuing from the checkpoint if there is one. The same run gives the same bytes on the processor,
    /// interrupted or not.
    /// </summary>
    /// <returns>The trained graph: the moving average of the weights, or the last ones without averaging.</returns>
    /// <exception cref="TrainingException">The network cannot be trained as asked, or its loss stopped being a number.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the last checkpoint is kept.</exception>
    public static ModelGraph Run(TrainingRun run, CancellationToken cancellation = default)
    {
        if (run.Threads is { } threads)
        {
            set_num_threads(threads);
        }

        using var session = new TrainingSession(run);
        var sinceCheckpoint = Stopwatch.StartNew();
        for (var epoch = session.Restore(); epoch < run.Optimization.Epochs; epoch++)
        {
            session.RunEpoch(epoch, cancellation);
            if (sinceCheckpoint.Elapsed >= run.CheckpointInterval || epoch + 1 == run.Optimization.Epochs)
            {
                session.Save(epoch + 1);
                sinceCheckpoint.Restart();
            }

            run.EpochEnded?.Invoke(epoch + 1, session.Result);
        }

        if (session.Gammas is { } gammas)
        {
            run.GammasRecorded?.Invoke(gammas);
        }

        return session.Result();
    }
}
