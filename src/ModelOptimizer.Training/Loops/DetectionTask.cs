using ModelOptimizer.Data.Batches;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Training.Losses;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Loops;

/// <summary>Training an anchor-based detector on annotated images.</summary>
public sealed class DetectionTask : ITrainingTask
{
    private readonly DetectionBatchLoader _batches;
    private readonly YoloLoss _loss;

    /// <summary>A task for the detector that <paramref name="graph"/> describes itself to be.</summary>
    /// <exception cref="TrainingException">The graph describes no detector.</exception>
    public DetectionTask(ModelGraph graph, DetectionBatchLoader batches, YoloLossOptions? options = null)
    {
        var detector = DetectorDescription.Read(graph)
            ?? throw new TrainingException($"The model has no '{DetectorDescription.MetadataKey}' metadata, so its outputs cannot be trained as a detector's.");
        _batches = batches;
        _loss = new(detector, options ?? new());
    }

    /// <inheritdoc/>
    public int StepsPerEpoch => _batches.BatchesPerEpoch;

    /// <inheritdoc/>
    public IEnumerable<TrainingBatch> Epoch(int epoch, CancellationToken cancellation) =>
        _batches.Epoch(epoch, cancellation: cancellation).Select(batch => new Batch(batch, _loss));

    private sealed class Batch(DetectionBatch batch, YoloLoss loss) : TrainingBatch
    {
        public override int Count => batch.Count;

        public override Tensor Images() => batch.ToTensor();

        public override Loss Loss(IReadOnlyDictionary<string, Tensor> outputs) => loss.Compute(outputs, batch.Targets);

        protected override void Dispose(bool disposing)
        {
            batch.Dispose();
            base.Dispose(disposing);
        }
    }
}
