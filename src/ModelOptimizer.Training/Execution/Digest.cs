using static TorchSharp.torch;

namespace ModelOptimizer.Training.Execution;

/// <summary>Something small to compute from a value inside a graph as soon as that is made, so that the value itself need not be kept.</summary>
/// <param name="Name">The name of the result among those of a pass.</param>
/// <param name="Value">The value inside the graph.</param>
/// <param name="Compute">The computation; it neither changes nor returns its operand.</param>
public sealed record Digest(string Name, string Value, Func<Tensor, Tensor> Compute);
