namespace ModelOptimizer.Pruning.Coupling;

/// <summary>Where the channels of a value are while the coupling is being built.</summary>
internal sealed record ChannelLayout(int Axis, int Rank, ChannelList Channels)
{
    /// <summary>The axis counted from the last one, as broadcasting aligns shapes.</summary>
    public int AxisFromEnd => Rank - Axis;

    public int Width => Channels.Width;
}
