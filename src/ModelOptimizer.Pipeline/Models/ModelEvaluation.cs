using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Verification;

namespace ModelOptimizer.Pipeline.Models;

/// <summary>A detector measured on a split of a data set, in ONNX Runtime.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Value">The metric, 0 to 1.</param>
/// <param name="MeanAveragePrecision50To95">mAP@[.5:.95] by the rules of COCO, 0 to 1.</param>
/// <param name="Images">Number of images.</param>
/// <param name="Classes">Each class.</param>
public sealed record ModelEvaluation(string Metric, double Value, double MeanAveragePrecision50To95, int Images, IReadOnlyList<EvaluatedClass> Classes)
{
    /// <summary>Version of this format.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Measures a detector that describes itself; its classes are those of its description.</summary>
    /// <param name="argument">The model, as for <see cref="ModelArgument"/>.</param>
    /// <param name="settings">Options of a zoo model.</param>
    /// <param name="root">Folder of a PASCAL VOC data set.</param>
    /// <param name="split">The split.</param>
    /// <param name="threads">Threads for one image; null for one per core.</param>
    /// <param name="progress">Hears the fraction done.</param>
    /// <param name="cancellation">Ends the measurement.</param>
    public static ModelEvaluation Measure(
        string argument, IReadOnlyList<string> settings, string root, string split, int? threads, Action<double> progress, CancellationToken cancellation)
    {
        var (graph, _) = ModelArgument.Load(argument, settings);
        var detector = DetectorDescription.Read(graph) ?? throw new PipelineException(Diagnostic.Error(
            DiagnosticCodes.ModelInvalid, $"{argument} does not say how its outputs are detections: its metadata has no \"{DetectorDescription.MetadataKey}\"."));
        var dataset = VocReader.Read(root, split, detector.Classes);
        var accuracy = DetectionMeasurement.Measure(graph, dataset, threads, progress, cancellation);
        return new(
            "mAP@0.5",
            accuracy.MeanAveragePrecision50,
            accuracy.MeanAveragePrecision50To95,
            dataset.Samples.Count,
            [.. accuracy.Classes.Select(found => new EvaluatedClass(detector.Classes[found.Class], found.Objects, found.AveragePrecision50))]);
    }
}

/// <summary>How well one class is detected.</summary>
/// <param name="Name">The class.</param>
/// <param name="Objects">Annotated objects, without difficult ones.</param>
/// <param name="AveragePrecision50">Its average precision at IoU 0.5, 0 to 1.</param>
public sealed record EvaluatedClass(string Name, int Objects, double AveragePrecision50);
