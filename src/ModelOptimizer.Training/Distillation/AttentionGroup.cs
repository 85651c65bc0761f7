namespace ModelOptimizer.Training.Distillation;

/// <summary>Layers whose attention counts alike (arXiv 2306.01526).</summary>
/// <param name="Weight">beta of the group.</param>
/// <param name="Layers">
/// Names or patterns of layers (<c>*</c> stands for any text), or <see cref="AttentionLayers.Automatic"/>; a layer belongs to the first group that names it.
/// </param>
public sealed record AttentionGroup(double Weight, IReadOnlyList<string> Layers);
