namespace ModelOptimizer.Graph.Costs;

/// <summary>What one node costs.</summary>
/// <param name="Name">The node's name.</param>
/// <param name="OpType">Its operator.</param>
/// <param name="InputShape">Shape of the first input; null where it is not known.</param>
/// <param name="OutputShape">Shape of the first output; null where it is not known.</param>
/// <param name="Parameters">Weights, biases and 2 per BatchNorm channel; a shared constant counts where it is used first.</param>
/// <param name="Macs">Multiply-accumulates.</param>
/// <param name="Bytes">Size of the constants, of trained and all others; a shared one counts where it is used first.</param>
public sealed record LayerCost(
    string Name, string OpType, IReadOnlyList<Dimension>? InputShape, IReadOnlyList<Dimension>? OutputShape, long Parameters, long Macs, long Bytes);
