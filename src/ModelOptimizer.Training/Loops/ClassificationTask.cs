using ModelOptimizer.Data.Batches;
using ModelOptimizer.Graph;
using ModelOptimizer.Training.Losses;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Loops;

/// <summary>Training a classifier on labelled images.</summary>
public sealed class ClassificationTask : ITrainingTask
{
    private readonly ClassificationBatchLoader _batches;
    private readonly string _logits;
    private readonly double _labelSmoothing;

    /// <summary>A task for a graph whose single output is the logits.</summary>
    /// <param name="graph">The classifier.</param>
    /// <param name="batches">Its data.</param>
    /// <param name="labelSmoothing">The probability that is spread evenly over all classes, 0..1.</param>
    /// <exception cref="TrainingException">The graph has another number of outputs.</exception>
    public ClassificationTask(ModelGraph graph, ClassificationBatchLoader batches, double labelSmoothing = 0)
    {
        _logits = graph.Outputs is [var logits] ? logits.Name : throw new TrainingException($"The model has {graph.Outputs.Count} outputs; a classifier has one.");
        _batches = batches;
        _labelSmoothing = labelSmoothing;
    }

    /// <inheritdoc/>
    public int StepsPerEpoch => _batches.BatchesPerEpoch;

    /// <inheritdoc/>
    public IEnumerable<TrainingBatch> Epoch(int epoch, CancellationToken cancellation) =>
        _batches.Epoch(epoch, cancellation).Select(batch => new Batch(this, batch));

    private sealed class Batch(ClassificationTask task, ClassificationBatch batch) : TrainingBatch
    {
        public override int Count => batch.Count;

        public override Tensor Images() => batch.ToTensor();

        public override Loss Loss(IReadOnlyDictionary<string, Tensor> outputs)
        {
            var logits = outputs[task._logits];
            return ClassificationLoss.Compute(logits, tensor(batch.Labels).to(logits.device), task._labelSmoothing);
        }

        protected override void Dispose(bool disposing)
        {
            batch.Dispose();
            base.Dispose(disposing);
        }
    }
}
