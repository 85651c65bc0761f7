using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Criteria;
using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Runtime;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Loops;

/// <summary>Gradients of a task's loss, batch by batch, for criteria that need data.</summary>
/// <param name="task">Makes the task for a graph, which may have been cut already.</param>
/// <param name="target">Where to compute.</param>
/// <param name="batches">The most batches to take from the first epoch.</param>
/// <param name="cancellation">Ends the computation.</param>
public sealed class LossGradients(Func<ModelGraph, ITrainingTask> task, ComputeTarget target, int batches, CancellationToken cancellation) : IGradientSource
{
    /// <inheritdoc/>
    /// <exception cref="TrainingException">An operator is not supported.</exception>
    public IEnumerable<IReadOnlyDictionary<string, float[]>> Batches(ModelGraph graph)
    {
        using var executor = new GraphExecutor(graph, target);
        foreach (var batch in task(graph).Epoch(0, cancellation).Take(batches))
        {
            using (batch)
            {
                cancellation.ThrowIfCancellationRequested();
                yield return Compute(executor, batch);
            }
        }
    }

    private Dictionary<string, float[]> Compute(GraphExecutor executor, TrainingBatch batch)
    {
        using var scope = NewDisposeScope();
        executor.Parameters.ClearGradients();
        batch.Loss(executor.Run(batch.Images().to(target.Device), ExecutionMode.Training)).Total.backward();
        return executor.Parameters.Trained
            .Where(parameter => parameter.Tensor.grad is not null)
            .ToDictionary(parameter => parameter.Name, parameter => parameter.Tensor.grad!.ToTensorData().Floats.ToArray(), StringComparer.Ordinal);
    }
}
