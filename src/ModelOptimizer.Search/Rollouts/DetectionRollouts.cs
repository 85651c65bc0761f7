using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Data.Augmentation;
using ModelOptimizer.Data.Batches;
using ModelOptimizer.Data.Metrics;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Graph.Rewrites;
using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Losses;
using ModelOptimizer.Training.Loops;
using ModelOptimizer.Training.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelOptimizer.Search.Rollouts;

/// <summary>Rollouts of a detector: mAP@0.5 and the loss of its raw heads, from one pass.</summary>
internal sealed class DetectionRollouts : IRolloutTask
{
    private static readonly SuppressionOptions Suppression = new() { ConfidenceThreshold = 0.005f };
    private static readonly AugmentationOptions Unvaried = new() { HorizontalFlip = 0, Scale = 0, Translate = 0, Hue = 0, Saturation = 0, Value = 0, Mosaic = 0 };

    private readonly DetectorDescription _detector;
    private readonly DetectionDataset _validation;
    private readonly EvaluationBatchLoader _calibrationImages;
    private readonly EvaluationBatchLoader _validationImages;
    private readonly DetectionBatchLoader _training;
    private readonly YoloLoss _loss;

    public DetectionRollouts(DetectorDescription detector, DetectionDataset train, DetectionDataset validation, RolloutOptions options, int seed)
    {
        _detector = detector;
        _validation = Thin(validation, options.ValidationImages);
        _calibrationImages = Load(Thin(train, options.CalibrationImages));
        _validationImages = Load(_validation);
        _loss = new(detector, new());
        var trained = Thin(train, options.TrainingImages);
        _training = new(trained, Batches(trained), Unvaried, (ulong)seed);

        EvaluationBatchLoader Load(DetectionDataset images) => new(images, Batches(images));

        BatchOptions Batches(DetectionDataset images) => new()
        {
            InputWidth = detector.InputWidth, InputHeight = detector.InputHeight, BatchSize = RolloutBatches.Size(images.Samples.Count, options),
        };
    }

    public string Metric => "mAP@0.5";

    public IEnumerable<ImageBatch> Calibration(CancellationToken cancellation) => _calibrationImages.Read(cancellation);

    public ITrainingTask Training(ModelGraph graph) => new DetectionTask(graph, _training);

    public (double Metric, double Loss) Validate(ModelGraph graph, ComputeTarget target, CancellationToken cancellation)
    {
        using var executor = new GraphExecutor(DetectorDecoder.Append(graph), target, _detector.Heads.Select(head => head.Output));
        var precision = new MeanAveragePrecision(_detector.Classes.Count);
        var loss = 0.0;
        foreach (var batch in _validationImages.Read(cancellation))
        {
            using (batch)
            {
                using var scope = NewDisposeScope();
                var outputs = executor.Run(batch.ToTensor(), ExecutionMode.Inference);
                loss += batch.Count * (double)_loss.Compute(outputs, [.. batch.Samples.Zip(batch.Letterboxes, Targets)]).Total.ToSingle();
                Add(outputs, batch, precision);
            }
        }

        return (precision.Compute().MeanAveragePrecision50, loss / _validation.Samples.Count);
    }

    private void Add(IReadOnlyDictionary<string, Tensor> outputs, EvaluationBatch batch, MeanAveragePrecision precision)
    {
        var boxes = new float[outputs[DetectorDecoder.Boxes].numel()];
        var scores = new float[outputs[DetectorDecoder.Scores].numel()];
        outputs[DetectorDecoder.Boxes].CopyTo(boxes);
        outputs[DetectorDecoder.Scores].CopyTo(scores);
        for (var image = 0; image < batch.Count; image++)
        {
            var detections = NonMaximumSuppression.Select(Part(boxes), Part(scores), _detector.Classes.Count, Suppression);
            var letterbox = batch.Letterboxes[image];
            precision.Add([.. detections.Select(detection => detection with { Box = letterbox.ToImage(detection.Box) })], _validation.Samples[batch.Samples[image]].Boxes);

            ReadOnlySpan<float> Part(float[] values) => values.AsSpan(image * (values.Length / batch.Count), values.Length / batch.Count);
        }
    }

    private IReadOnlyList<DetectionTarget> Targets(int sample, Data.Geometry.Letterbox letterbox) =>
    [
        .. from labelled in _validation.Samples[sample].Boxes
           where !labelled.Difficult
           let box = letterbox.ToInput(labelled.Box)
           select new DetectionTarget(labelled.Class, box.CenterX, box.CenterY, box.Width, box.Height),
    ];

    /// <summary>Images spread evenly over the list.</summary>
    private static DetectionDataset Thin(DetectionDataset dataset, int count) => count >= dataset.Samples.Count ? dataset : dataset with
    {
        Samples = [.. Enumerable.Range(0, count).Select(index => dataset.Samples[(int)((long)index * dataset.Samples.Count / count)])],
    };
}
