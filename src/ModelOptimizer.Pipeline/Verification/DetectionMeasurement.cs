using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Data.Batches;
using ModelOptimizer.Data.Images;
using ModelOptimizer.Data.Metrics;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Rewrites;
using ModelOptimizer.Pipeline.Diagnostics;

namespace ModelOptimizer.Pipeline.Verification;

/// <summary>Measures a detector in ONNX Runtime on annotated images.</summary>
public static class DetectionMeasurement
{
    /// <summary>The metric's name.</summary>
    public const string Metric = "mAP@0.5";

    // A low threshold keeps the tail of the precision-recall curve, as the VOC and COCO tools do.
    private static readonly SuppressionOptions Suppression = new() { ConfidenceThreshold = 0.001f };

    /// <summary>The accuracy of a detector.</summary>
    /// <param name="graph">A detector that describes itself, with raw heads, with the decoder appended, or with suppression as well.</param>
    /// <param name="dataset">The images.</param>
    /// <param name="threads">Threads for one image; null for one per core.</param>
    /// <param name="progress">Hears the fraction of images done; may be null.</param>
    /// <param name="cancellation">Ends the measurement.</param>
    /// <exception cref="PipelineException">The model is not a detector of the data set's classes, or ONNX Runtime refuses it.</exception>
    public static DetectionAccuracy Measure(
        ModelGraph graph, DetectionDataset dataset, int? threads, Action<double>? progress, CancellationToken cancellation) =>
        Measure(graph, dataset, threads, progress, found: null, cancellation);

    /// <summary>The accuracy of a detector; <paramref name="found"/> hears what it finds, image by image, in image pixels and best first.</summary>
    internal static DetectionAccuracy Measure(
        ModelGraph graph, DetectionDataset dataset, int? threads, Action<double>? progress, Action<IReadOnlyList<Detection>>? found, CancellationToken cancellation)
    {
        var detector = Describe(graph, dataset);
        var accuracy = new MeanAveragePrecision(dataset.Classes.Count);
        using var session = new OnnxSession(OnnxFile.ToBytes(WithDecoder(graph)), threads);
        var (boxes, scores) = (session.IndexOf(DetectorDecoder.Boxes), session.IndexOf(DetectorDecoder.Scores));
        foreach (var batch in Images(detector, dataset).Read(cancellation))
        {
            using (batch)
            {
                using var outputs = session.Run(batch.Pixels, [1, 3, batch.Height, batch.Width]);
                var detections = NonMaximumSuppression.Select(
                    outputs[boxes].GetTensorDataAsSpan<float>(), outputs[scores].GetTensorDataAsSpan<float>(), dataset.Classes.Count, Suppression);
                var (sample, letterbox) = (batch.Samples[0], batch.Letterboxes[0]);
                Detection[] onImage = [.. detections.Select(detection => detection with { Box = letterbox.ToImage(detection.Box) })];
                accuracy.Add(onImage, dataset.Samples[sample].Boxes);
                found?.Invoke(onImage);
                progress?.Invoke((sample + 1.0) / dataset.Samples.Count);
            }
        }

        return accuracy.Compute();
    }

    /// <summary>The images of a data set as the detector wants them, one by one.</summary>
    internal static EvaluationBatchLoader Images(DetectorDescription detector, DetectionDataset dataset) => new(dataset, new BatchOptions
    {
        InputWidth = detector.InputWidth,
        InputHeight = detector.InputHeight,
        BatchSize = 1,
        Layout = PixelLayout.ChannelsFirst,
        CacheBytes = 0,
    });

    /// <summary>The graph with boxes and scores as its outputs, those of a detector that suppresses before it does so.</summary>
    internal static ModelGraph WithDecoder(ModelGraph graph) =>
        DetectorSuppression.Remove(graph) is var open && open.Outputs.Exists(output => output.Name == DetectorDecoder.Boxes) ? open : DetectorDecoder.Append(open);

    private static DetectorDescription Describe(ModelGraph graph, DetectionDataset dataset)
    {
        var detector = DetectorDescription.Read(graph) ?? throw new PipelineException(Diagnostic.Error(
            DiagnosticCodes.ModelInvalid, $"The model \"{graph.Name}\" does not say how its outputs are detections: its metadata has no \"{DetectorDescription.MetadataKey}\"."));
        return detector.Classes.SequenceEqual(dataset.Classes) ? detector : throw new PipelineException(Diagnostic.Error(
            DiagnosticCodes.ModelInvalid,
            $"The model \"{graph.Name}\" detects {string.Join(", ", detector.Classes)}; the data set's classes are {string.Join(", ", dataset.Classes)}."));
    }
}
