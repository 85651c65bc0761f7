using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Losses;

/// <summary>Loss terms besides the task's own, such as the imitation of a teacher.</summary>
public interface IAuxiliaryLoss
{
    /// <summary>What <see cref="Compute"/> wants to know of values inside the trained graph.</summary>
    IReadOnlyCollection<Digest> Digests { get; }

    /// <summary>The weighted terms for a batch.</summary>
    /// <param name="images">The batch, <c>[N, C, H, W]</c>.</param>
    /// <param name="values">The trained graph's outputs and <see cref="Digests"/>.</param>
    /// <param name="truth">The objects on the images, or null where the task has none.</param>
    IEnumerable<(string Name, Tensor Value)> Compute(Tensor images, IReadOnlyDictionary<string, Tensor> values, ObjectTruth? truth);
}
