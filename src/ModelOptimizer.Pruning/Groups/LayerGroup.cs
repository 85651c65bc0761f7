namespace ModelOptimizer.Pruning.Groups;

/// <summary>Layers that share one threshold.</summary>
/// <param name="Name">The group's name.</param>
/// <param name="Layers">Patterns of layer names; <c>*</c> stands for any text, <c>?</c> for one character. The first group that matches takes the layer. Without patterns, the group of that name which the grouping makes.</param>
/// <param name="Prune">The fraction of its channels to remove, 0 to 1; null lets the budgets decide.</param>
public sealed record LayerGroup(string Name, IReadOnlyList<string> Layers, double? Prune = null);
