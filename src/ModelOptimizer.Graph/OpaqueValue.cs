namespace ModelOptimizer.Graph;

/// <summary>An attribute (a subgraph, a sparse tensor, ...) kept in its serialized form and written back unchanged.</summary>
public sealed record OpaqueValue(ReadOnlyMemory<byte> Serialized);
