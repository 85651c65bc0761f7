namespace ModelOptimizer.Search.Spaces;

/// <summary>A point of a search space.</summary>
/// <param name="Removed">For each block whether it leaves.</param>
/// <param name="Ratios">For each group of coupled layers the part of its channels that leave; 0 where no decision was taken.</param>
public sealed record Architecture(IReadOnlyList<bool> Removed, IReadOnlyList<double> Ratios);
