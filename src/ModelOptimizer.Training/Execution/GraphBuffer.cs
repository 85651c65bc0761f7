using static TorchSharp.torch;

namespace ModelOptimizer.Training.Execution;

/// <summary>A running statistic of batch normalisation: follows the data, is not trained.</summary>
/// <param name="Name">The initializer it comes from and is exported to.</param>
/// <param name="Tensor">The float32 values.</param>
public sealed record GraphBuffer(string Name, Tensor Tensor);
