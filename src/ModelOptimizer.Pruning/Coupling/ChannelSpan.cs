namespace ModelOptimizer.Pruning.Coupling;

/// <summary>
/// Neighbouring positions along a channel axis: coupled sets <paramref name="Start"/> to <paramref name="Start"/> + <paramref name="Length"/>,
/// each taking <paramref name="Repeat"/> neighbouring positions.
/// </summary>
public readonly record struct ChannelSpan(int Start, int Length, int Repeat)
{
    /// <summary>The number of positions covered.</summary>
    public int Positions => Length * Repeat;
}
