using ModelOptimizer.Graph;

namespace ModelOptimizer.Pruning.Coupling;

/// <summary>A channel axis of an initializer, as one operator uses it: what surgery slices.</summary>
/// <param name="Node">The operator that reads the initializer.</param>
/// <param name="Initializer">The initializer's name.</param>
/// <param name="Role">What the entries along the axis do.</param>
/// <param name="Channels">The axis and the coupled set of each of its positions.</param>
public sealed record ChannelSlot(Node Node, string Initializer, ChannelRole Role, ChannelAxis Channels);
