namespace ModelOptimizer.Pruning.Plans;

/// <summary>What a group of layers lost.</summary>
/// <param name="Name">The group.</param>
/// <param name="Channels">Coupled sets that could leave.</param>
/// <param name="Removed">Coupled sets that leave.</param>
/// <param name="Threshold">The highest score among those that leave; absent when none does.</param>
public sealed record PlannedGroup(string Name, int Channels, int Removed, double? Threshold);
