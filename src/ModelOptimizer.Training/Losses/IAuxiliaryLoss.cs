using static TorchSharp.torch;

namespace ModelOptimizer.Training.Losses;

/// <summary>Loss terms besides the task's own, such as the imitation of a teacher.</summary>
public interface IAuxiliaryLoss
{
    /// <summary>Values inside the trained graph that <see cref="Compute"/> wants to see.</summary>
    IReadOnlyCollection<string> Taps { get; }

    /// <summary>The weighted terms for a batch.</summary>
    /// <param name="images">The batch, <c>[N, C, H, W]</c>.</param>
    /// <param name="values">The trained graph's outputs and taps.</param>
    IEnumerable<(string Name, Tensor Value)> Compute(Tensor images, IReadOnlyDictionary<string, Tensor> values);
}
