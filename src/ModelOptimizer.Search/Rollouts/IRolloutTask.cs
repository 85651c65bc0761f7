using ModelOptimizer.Data.Batches;
using ModelOptimizer.Graph;
using ModelOptimizer.Training.Loops;
using ModelOptimizer.Training.Runtime;

namespace ModelOptimizer.Search.Rollouts;

/// <summary>The data of rollouts, and what the task makes of them.</summary>
public interface IRolloutTask
{
    /// <summary>The metric's name.</summary>
    string Metric { get; }

    /// <summary>The images on which statistics are measured, the same ones whenever asked; dispose each batch.</summary>
    IEnumerable<ImageBatch> Calibration(CancellationToken cancellation);

    /// <summary>Data and loss of a short training.</summary>
    ITrainingTask Training(ModelGraph graph);

    /// <summary>The metric, 0 to 1, and the mean loss on the validation images.</summary>
    (double Metric, double Loss) Validate(ModelGraph graph, ComputeTarget target, CancellationToken cancellation);
}
