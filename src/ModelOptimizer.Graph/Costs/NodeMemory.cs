namespace ModelOptimizer.Graph.Costs;

/// <summary>What one node does to the memory of activations.</summary>
/// <param name="Name">The node's name.</param>
/// <param name="Written">Bytes of its outputs.</param>
/// <param name="Live">Bytes of all live buffers while it runs, its inputs and outputs among them.</param>
public readonly record struct NodeMemory(string Name, long Written, long Live);
