namespace ModelOptimizer.Pruning.Coupling;

/// <summary>A place that holds a block's channels: positions of a slot, from <paramref name="Offset"/> on.</summary>
/// <param name="Slot">The initializer's axis.</param>
/// <param name="Offset">The position of the block's first channel along the axis.</param>
/// <param name="Repeat">Neighbouring positions per channel.</param>
public readonly record struct ChannelMember(ChannelSlot Slot, int Offset, int Repeat)
{
    internal bool IsLandmark => Slot.Role is ChannelRole.Output or ChannelRole.Input or ChannelRole.Scale or ChannelRole.Elementwise;

    /// <inheritdoc/>
    public override string ToString() => Slot.Role switch
    {
        ChannelRole.Output => $"{Slot.Node.Name} out",
        ChannelRole.Input => Offset == 0 ? $"{Slot.Node.Name} in" : $"{Slot.Node.Name} in from {Offset}",
        _ => Slot.Node.Name,
    };
}
