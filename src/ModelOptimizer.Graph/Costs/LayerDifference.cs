namespace ModelOptimizer.Graph.Costs;

/// <summary>One layer in two models; null where a model lacks it.</summary>
public sealed record LayerDifference(LayerCost? Before, LayerCost? After)
{
    /// <summary>The layer's name.</summary>
    public string Name => (After ?? Before)!.Name;

    /// <summary>What became of it.</summary>
    public DifferenceKind Kind =>
        Before is null ? DifferenceKind.Added
        : After is null ? DifferenceKind.Removed
        : Before.OpType == After.OpType && Before.Parameters == After.Parameters && Before.Macs == After.Macs
            && AreEqual(Before.InputShape, After.InputShape) && AreEqual(Before.OutputShape, After.OutputShape) ? DifferenceKind.None
        : DifferenceKind.Changed;

    private static bool AreEqual(IReadOnlyList<Dimension>? first, IReadOnlyList<Dimension>? second) =>
        first is null || second is null ? first == second : first.SequenceEqual(second);
}
