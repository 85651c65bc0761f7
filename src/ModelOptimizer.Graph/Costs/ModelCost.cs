namespace ModelOptimizer.Graph.Costs;

/// <summary>What a model costs: exact counts, per layer and in all. FLOPs are twice the MACs.</summary>
/// <param name="Parameters">Weights, biases and 2 per BatchNorm channel.</param>
/// <param name="Macs">Multiply-accumulates of Conv, ConvTranspose, Gemm and MatMul for one input.</param>
/// <param name="Layers">All nodes in the graph's order.</param>
public sealed record ModelCost(long Parameters, long Macs, IReadOnlyList<LayerCost> Layers);
