namespace ModelOptimizer.Pruning.Coupling;

/// <summary>
/// A value whose channels are picked from those of another by constant positions, whatever operators do it: Gather, a Slice in steps, a channel
/// shuffle. Surgery replaces them by one Gather.
/// </summary>
/// <param name="Origin">The value picked from; its shape is that of the result but for the channels.</param>
/// <param name="Positions">For each channel of the result its position in the origin.</param>
internal sealed record ChannelPick(string Origin, int[] Positions);
