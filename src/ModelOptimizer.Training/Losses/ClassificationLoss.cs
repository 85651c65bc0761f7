using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Training.Losses;

/// <summary>Cross-entropy of a classifier's logits.</summary>
public static class ClassificationLoss
{
    /// <summary>The mean over a batch.</summary>
    /// <param name="logits">float32, <c>[N, classes]</c>.</param>
    /// <param name="labels">Class indices, int64, <c>[N]</c>.</param>
    /// <param name="labelSmoothing">The probability that is spread evenly over all classes, 0..1.</param>
    public static Loss Compute(Tensor logits, Tensor labels, double labelSmoothing = 0) =>
        Loss.Sum(("class", functional.cross_entropy(logits, labels, label_smoothing: labelSmoothing)));
}
