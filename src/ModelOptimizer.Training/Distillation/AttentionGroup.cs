namespace ModelOptimizer.Training.Distillation;

/// <summary>Layers whose attention counts alike (arXiv 2306.01526).</summary>
/// <param name="Weight">beta of the group.</param>
/// <param name="Layers">Values that teacher and student both have, by name.</param>
public sealed record AttentionGroup(double Weight, IReadOnlyList<string> Layers);
