using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Data.Batches;
using ModelOptimizer.Data.Images;
using ModelOptimizer.Data.Metrics;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Classification;
using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Losses;
using ModelOptimizer.Training.Loops;
using ModelOptimizer.Training.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelOptimizer.Search.Rollouts;

/// <summary>Rollouts of a classifier: top-1 and cross-entropy.</summary>
internal sealed class ClassificationRollouts : IRolloutTask
{
    private readonly ClassificationBatchLoader _calibration;
    private readonly ClassificationBatchLoader _training;
    private readonly ClassificationBatchLoader _validation;

    public ClassificationRollouts(ClassifierDescription classifier, ClassificationDataset train, ClassificationDataset validation, RolloutOptions options, int seed)
    {
        _calibration = Load(train.Thin(options.CalibrationImages));
        _training = Load(train.Thin(options.TrainingImages));
        _validation = Load(validation.Thin(options.ValidationImages));

        ClassificationBatchLoader Load(ClassificationDataset images) => new(
            new(images, classifier.InputWidth, classifier.InputHeight),
            new() { BatchSize = RolloutBatches.Size(images.Samples.Count, options) },
            new(classifier.Mean ?? ChannelNormalization.None.Mean, classifier.Deviation ?? ChannelNormalization.None.Deviation),
            seed: (ulong)seed);
    }

    public string Metric => "top-1";

    public IEnumerable<ImageBatch> Calibration(CancellationToken cancellation) => _calibration.Read(cancellation);

    public ITrainingTask Training(ModelGraph graph) => new ClassificationTask(graph, _training);

    public (double Metric, double Loss) Validate(ModelGraph graph, ComputeTarget target, CancellationToken cancellation)
    {
        using var executor = new GraphExecutor(graph, target);
        var accuracy = new TopAccuracy(_validation.Classes.Count);
        var loss = 0.0;
        foreach (var batch in _validation.Read(cancellation))
        {
            using (batch)
            {
                using var scope = NewDisposeScope();
                var logits = executor.Run(batch.ToTensor(), ExecutionMode.Inference)[graph.Outputs[0].Name];
                loss += batch.Count * (double)ClassificationLoss.Compute(logits, tensor(batch.Labels).to(logits.device)).Total.ToSingle();
                var scores = new float[logits.numel()];
                logits.CopyTo(scores);
                for (var image = 0; image < batch.Count; image++)
                {
                    accuracy.Add(scores.AsSpan(image * (scores.Length / batch.Count), scores.Length / batch.Count), (int)batch.Labels[image]);
                }
            }
        }

        return (accuracy.Compute().Top1, loss / _validation.Count);
    }
}
