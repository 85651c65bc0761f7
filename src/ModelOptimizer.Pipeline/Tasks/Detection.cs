using ModelOptimizer.Data.Batches;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Graph.Rewrites;
using ModelOptimizer.Pipeline.Inputs;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Verification;
using ModelOptimizer.Training;
using ModelOptimizer.Training.Losses;
using ModelOptimizer.Training.Loops;
using Found = ModelOptimizer.Data.Metrics.Detection;
using AugmentationOptions = ModelOptimizer.Data.Augmentation.AugmentationOptions;

namespace ModelOptimizer.Pipeline.Tasks;

/// <summary>Detectors with raw heads that describe themselves.</summary>
internal sealed class Detection(OutputOptions output, ProjectData data) : IModelTask
{
    // What an application would usually take for a detection.
    private const float ShownScore = 0.25f;

    public string Metric => DetectionMeasurement.Metric;

    public string Finishing => output.Postprocess switch
    {
        PostprocessKind.None => "BatchNorm and constants folded",
        PostprocessKind.Nms => "decoder and suppression appended, BatchNorm and constants folded",
        _ => "decoder appended, BatchNorm and constants folded",
    };

    public void AddTo(KeyBuilder key)
    {
        // Nothing: the model's own description says it all.
    }

    public ModelGraph Describe(ModelGraph graph)
    {
        var described = DetectorDescription.Read(graph)
            ?? throw new GraphException($"This model does not say how its outputs are detections: its metadata has no \"{DetectorDescription.MetadataKey}\".");
        return described.Classes.SequenceEqual(data.Classes)
            ? graph
            : throw new GraphException($"This model detects {string.Join(", ", described.Classes)}; the data set's classes are {string.Join(", ", data.Classes)}.");
    }

    public int Check(string split) => data.Detection(split).Samples.Count;

    public ITrainingTask Training(ModelGraph graph, TrainOptions options, ulong seed) =>
        new DetectionTask(graph, Loader(graph, options.BatchSize, Augmentation(options), seed), new YoloLossOptions());

    public void AddFinishTo(KeyBuilder key)
    {
        if (output.Postprocess != PostprocessKind.Decode)
        {
            key.Add("postprocess", ManifestShape.Name(output.Postprocess));
        }

        if (output.Postprocess == PostprocessKind.Nms)
        {
            key.Add("suppression", ManifestText.Normalise(output.Suppression));
        }
    }

    public ModelGraph Finish(ModelGraph graph) => ConstantFolding.Apply(BatchNormFolding.Apply(output.Postprocess switch
    {
        PostprocessKind.None => graph,
        PostprocessKind.Nms => DetectorSuppression.Append(
            DetectorDecoder.Append(graph), (float)output.Suppression.Confidence, (float)output.Suppression.Overlap, output.Suppression.MostPerClass),
        _ => DetectorDecoder.Append(graph),
    }));

    public double Measure(ModelGraph graph, string split, int? threads, Action<double>? progress, CancellationToken cancellation, int? images = null)
    {
        var dataset = data.Detection(split);
        return DetectionMeasurement.Measure(graph, images is { } count ? dataset.Thin(count) : dataset, threads, progress, cancellation).MeanAveragePrecision50;
    }

    public Examination Examine(ModelGraph graph, string split, int? threads, Action<double>? progress, CancellationToken cancellation)
    {
        List<IReadOnlyList<Found>> shown = [];
        var accuracy = DetectionMeasurement.Measure(
            graph, data.Detection(split), threads, progress, found => shown.Add([.. found.TakeWhile(detection => detection.Score >= ShownScore)]), cancellation);
        return new(
            accuracy.MeanAveragePrecision50,
            [.. accuracy.Classes.Select(found => new MeasuredClass(data.Classes[found.Class], found.Objects, found.AveragePrecision50) { Curve = ThinnedCurve.Of(found.Curve) })])
        {
            Detections = shown,
        };
    }

    public IReadOnlyList<ExampleImage> Examples(string split, Examination before, Examination after, int seed)
    {
        var dataset = data.Detection(split);
        var chosen = ExampleChoice.Choose([.. dataset.Samples.Select(sample => sample.Boxes.Count)], before.Detections, after.Detections, seed);
        return [.. chosen.Select(choice => ExamplePictures.Of(
            dataset, dataset.Samples[choice.Image], choice.Why, before.Detections[choice.Image], after.Detections[choice.Image]))];
    }

    public Parity Compare(ModelGraph artifact, ModelGraph trained, string split, int? threads, CancellationToken cancellation)
    {
        var dataset = data.Detection(split);
        var images = dataset with { Samples = [.. dataset.Samples.Take(Parity.MostImages)] };
        var batches = DetectionMeasurement.Images(DetectorDescription.Read(trained)!, images).Read(cancellation);

        // What is compared are numbers of a network; which of them are detections follows from those.
        if (output.Postprocess == PostprocessKind.None)
        {
            return new(images.Samples.Count, null, Parity.Measure(artifact, trained, batches, threads).Values.Max());
        }

        var differences = Parity.Measure(DetectorSuppression.Remove(artifact), DetectorDecoder.Append(trained), batches, threads);
        return new(images.Samples.Count, differences[DetectorDecoder.Boxes], differences[DetectorDecoder.Scores]);
    }

    private DetectionBatchLoader Loader(ModelGraph graph, int batchSize, AugmentationOptions augmentation, ulong seed)
    {
        var detector = DetectorDescription.Read(graph)!;
        RequireOneArray(batchSize, detector.InputWidth, detector.InputHeight);
        var batches = new BatchOptions { InputWidth = detector.InputWidth, InputHeight = detector.InputHeight, BatchSize = batchSize };
        return new(data.Detection(data.Train), batches, augmentation, seed);
    }

    private static void RequireOneArray(int batchSize, int width, int height)
    {
        var most = Array.MaxLength / (3L * width * height);
        if (batchSize > most)
        {
            throw new TrainingException($"A batch of {batchSize} images of {width} x {height} pixels is larger than any array; lower \"batchSize\" to {most} or less.");
        }
    }

    private static AugmentationOptions Augmentation(TrainOptions options)
    {
        var wanted = options.Augmentation;
        return new()
        {
            HorizontalFlip = (float)wanted.HorizontalFlip,
            VerticalFlip = (float)wanted.VerticalFlip,
            Scale = (float)wanted.Scale,
            Translate = (float)wanted.Translate,
            Hue = (float)wanted.Hue,
            Saturation = (float)wanted.Saturation,
            Value = (float)wanted.Brightness,
            Mosaic = (float)wanted.Mosaic,
            MosaicEndEpoch = (int)Math.Ceiling(options.Epochs * (1 - wanted.CloseMosaic)),
        };
    }
}
