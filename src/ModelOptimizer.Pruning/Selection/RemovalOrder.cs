namespace ModelOptimizer.Pruning.Selection;

/// <summary>The order in which coupled sets leave, floors being kept.</summary>
internal sealed class RemovalOrder(TensorWidths widths, int[] sets)
{
    private readonly List<int>[] _positions = widths.Positions(sets);

    public int Length => sets.Length;

    /// <summary>Which sets are gone when the first <paramref name="count"/> have left and widths are rounded up.</summary>
    public bool[] First(int count) => widths.Removed(sets, _positions, count);
}
