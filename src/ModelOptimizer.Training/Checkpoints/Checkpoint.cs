using ModelOptimizer.Graph;

namespace ModelOptimizer.Training.Checkpoints;

/// <summary>The whole state of a training at the end of an epoch.</summary>
/// <param name="Epoch">Epochs done.</param>
/// <param name="Updates">Updates of the moving average so far.</param>
/// <param name="Tensors">Weights, statistics, momentum and averages, under names that tell them apart.</param>
internal sealed record Checkpoint(int Epoch, long Updates, IReadOnlyDictionary<string, TensorData> Tensors);
