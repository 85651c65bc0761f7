using ModelOptimizer.Data;
using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Data.Batches;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Classification;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Tasks;
using ModelOptimizer.Pipeline.Verification;

namespace ModelOptimizer.Pipeline.Models;

/// <summary>A model measured on a split of a data set, in ONNX Runtime.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Value">The metric, 0 to 1.</param>
/// <param name="Images">Number of images.</param>
public abstract record ModelEvaluation(string Metric, double Value, int Images)
{
    /// <summary>Version of this format.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Measures a detector that describes itself, or a classifier; the classes are those of its description or, without one, the data set's.</summary>
    /// <exception cref="PipelineException">The model is neither.</exception>
    /// <exception cref="DatasetException">The data set is missing or malformed.</exception>
    public static ModelEvaluation Measure(EvaluationRequest request, Action<double> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (graph, _) = ModelArgument.Load(request.Model, request.Settings);
        return DetectorDescription.Read(graph) is { } detector
            ? Detect(graph, detector, request, progress, cancellation)
            : Classify(graph, request, progress, cancellation);
    }

    private static DetectorResult Detect(ModelGraph graph, DetectorDescription detector, EvaluationRequest request, Action<double> progress, CancellationToken cancellation)
    {
        if (request.Mean is not null || request.Deviation is not null)
        {
            throw new PipelineException(Diagnostic.Error(DiagnosticCodes.Usage, $"--mean and --deviation belong to classifiers; {request.Model} detects."));
        }

        var dataset = VocReader.Read(request.Root, request.Split, detector.Classes);
        var accuracy = DetectionMeasurement.Measure(graph, dataset, request.Threads, progress, cancellation);
        return new(
            accuracy.MeanAveragePrecision50,
            accuracy.MeanAveragePrecision50To95,
            dataset.Samples.Count,
            [.. accuracy.Classes.Select(found => new EvaluatedClass(detector.Classes[found.Class], found.Objects, found.AveragePrecision50))]);
    }

    private static ClassifierResult Classify(ModelGraph graph, EvaluationRequest request, Action<double> progress, CancellationToken cancellation)
    {
        var described = Describe(graph, request);
        described.Write(graph);
        var dataset = ImageFolderReader.Read(request.Root, request.Split, described.Classes);
        var images = new ClassificationImages(dataset, described.InputWidth, described.InputHeight, cacheBytes: 0);
        var accuracy = ClassificationMeasurement.Measure(graph, images, request.Threads, progress, cancellation);
        return new(
            accuracy.Top1,
            accuracy.Top5,
            accuracy.Images,
            [.. accuracy.Classes.Select(found => new RecognisedClass(described.Classes[found.Class], found.Images, found.Recall))]);
    }

    internal static ClassifierDescription Describe(ModelGraph graph, EvaluationRequest request)
    {
        try
        {
            var described = ClassifierDescription.Read(graph) ?? ClassifierShape.Describe(graph, ImageFolderReader.Classes(request.Root, request.Split));
            return described with { Mean = request.Mean ?? described.Mean, Deviation = request.Deviation ?? described.Deviation };
        }
        catch (GraphException error)
        {
            throw new PipelineException(Diagnostic.Error(
                DiagnosticCodes.ModelInvalid,
                $"{request.Model} is not a detector (its metadata has no \"{DetectorDescription.MetadataKey}\") and cannot be measured as a classifier. {error.Message}"), error);
        }
    }
}

/// <summary>How well a detector does.</summary>
/// <param name="Value">mAP@0.5 by the rules of PASCAL VOC, 0 to 1.</param>
/// <param name="MeanAveragePrecision50To95">mAP@[.5:.95] by the rules of COCO, 0 to 1.</param>
/// <param name="Images">Number of images.</param>
/// <param name="Classes">Each class.</param>
public sealed record DetectorResult(double Value, double MeanAveragePrecision50To95, int Images, IReadOnlyList<EvaluatedClass> Classes)
    : ModelEvaluation(DetectionMeasurement.Metric, Value, Images);

/// <summary>How well one class is detected.</summary>
/// <param name="Name">The class.</param>
/// <param name="Objects">Annotated objects, without difficult ones.</param>
/// <param name="AveragePrecision50">Its average precision at IoU 0.5, 0 to 1.</param>
public sealed record EvaluatedClass(string Name, int Objects, double AveragePrecision50);

/// <summary>How well a classifier does.</summary>
/// <param name="Value">The fraction of images whose class comes first.</param>
/// <param name="Top5">The fraction of images whose class is among the first five.</param>
/// <param name="Images">Number of images.</param>
/// <param name="Classes">Each class.</param>
public sealed record ClassifierResult(double Value, double Top5, int Images, IReadOnlyList<RecognisedClass> Classes)
    : ModelEvaluation(ClassificationMeasurement.Metric, Value, Images);

/// <summary>How well one class is recognised.</summary>
/// <param name="Name">The class.</param>
/// <param name="Images">Images that show it.</param>
/// <param name="Recall">The fraction of them that is recognised, 0 to 1.</param>
public sealed record RecognisedClass(string Name, int Images, double Recall);
