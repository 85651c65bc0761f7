namespace ModelOptimizer.Search.Spaces;

/// <summary>A decision that may have to be taken.</summary>
/// <param name="Position">Its place in the sequence of all decisions.</param>
/// <param name="Block">The block that it keeps or removes, or -1.</param>
/// <param name="Widths">The coupled layers that it gives a ratio; empty for a block.</param>
/// <param name="Name">The block's branch, or the layer.</param>
public sealed record SearchStep(int Position, int Block, IReadOnlyList<int> Widths, string Name)
{
    /// <summary>Whether it is about a block.</summary>
    public bool IsBlock => Block >= 0;
}
