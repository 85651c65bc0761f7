using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Data.Batches;
using ModelOptimizer.Data.Metrics;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Graph.Rewrites;
using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Loops;
using ModelOptimizer.Training.Runtime;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Evaluation;

/// <summary>
/// Measures a detector in torch, to follow a training; what an artifact is worth is measured in ONNX Runtime. The boxes come from the very
/// decoder that the artifact carries.
/// </summary>
public sealed class DetectorEvaluation(DetectionDataset dataset, BatchOptions batches, SuppressionOptions? suppression = null)
{
    private readonly EvaluationBatchLoader _batches = new(dataset, batches);
    private readonly SuppressionOptions _suppression = suppression ?? new() { ConfidenceThreshold = 0.005f };

    /// <summary>The accuracy of <paramref name="detector"/>, a graph with raw heads, on the data set.</summary>
    public DetectionAccuracy Measure(ModelGraph detector, ComputeTarget target, CancellationToken cancellation = default)
    {
        using var executor = new GraphExecutor(DetectorDecoder.Append(detector), target);
        var classes = DetectorDescription.Read(detector)!.Classes.Count;
        var precision = new MeanAveragePrecision(classes);
        foreach (var batch in _batches.Read(cancellation))
        {
            using (batch)
            {
                Measure(executor, batch, classes, precision);
            }
        }

        return precision.Compute();
    }

    private void Measure(GraphExecutor executor, EvaluationBatch batch, int classes, MeanAveragePrecision precision)
    {
        using var scope = NewDisposeScope();
        var outputs = executor.Run(batch.ToTensor(), ExecutionMode.Inference);
        var boxes = new float[outputs[DetectorDecoder.Boxes].numel()];
        var scores = new float[outputs[DetectorDecoder.Scores].numel()];
        outputs[DetectorDecoder.Boxes].CopyTo(boxes);
        outputs[DetectorDecoder.Scores].CopyTo(scores);
        for (var image = 0; image < batch.Count; image++)
        {
            var detections = NonMaximumSuppression.Select(Part(boxes, image, batch.Count), Part(scores, image, batch.Count), classes, _suppression);
            var letterbox = batch.Letterboxes[image];
            precision.Add([.. detections.Select(detection => detection with { Box = letterbox.ToImage(detection.Box) })], dataset.Samples[batch.Samples[image]].Boxes);
        }
    }

    private static ReadOnlySpan<float> Part(float[] values, int index, int parts) => values.AsSpan(index * (values.Length / parts), values.Length / parts);
}
