using ModelOptimizer.Data.Batches;
using ModelOptimizer.Data.Metrics;
using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Loops;
using ModelOptimizer.Training.Runtime;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Evaluation;

/// <summary>Measures a classifier in torch, to follow a training; what an artifact is worth is measured in ONNX Runtime.</summary>
public sealed class ClassifierEvaluation(ClassificationBatchLoader batches)
{
    /// <summary>The accuracy of <paramref name="classifier"/>, whose first output is its logits, on all images.</summary>
    /// <exception cref="ArgumentException">It has another number of classes than the images.</exception>
    public ClassificationAccuracy Measure(ModelGraph classifier, ComputeTarget target, CancellationToken cancellation = default)
    {
        using var executor = new GraphExecutor(classifier, target);
        var classes = batches.Classes.Count;
        var accuracy = new TopAccuracy(classes);
        foreach (var batch in batches.Read(cancellation))
        {
            using (batch)
            {
                using var scope = NewDisposeScope();
                var logits = executor.Run(batch.ToTensor(), ExecutionMode.Inference)[classifier.Outputs[0].Name];
                var scores = new float[logits.numel()];
                logits.CopyTo(scores);
                for (var image = 0; image < batch.Count; image++)
                {
                    accuracy.Add(scores.AsSpan(image * (scores.Length / batch.Count), scores.Length / batch.Count), (int)batch.Labels[image]);
                }
            }
        }

        return accuracy.Compute();
    }
}
