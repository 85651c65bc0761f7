namespace ModelOptimizer.Pruning.Coupling;

/// <summary>The identities of a block laid out along an axis, each taking <paramref name="Repeat"/> neighbouring positions.</summary>
internal readonly record struct ChannelRun(IdentityBlock Block, int Repeat)
{
    public int Positions => Block.Width * Repeat;
}
