namespace ModelOptimizer.Training.Sparsity;

/// <summary>Scales that are judged and recorded together.</summary>
/// <param name="Name">The group's name.</param>
/// <param name="Scales">The initializers that hold them.</param>
public sealed record ScaleGroup(string Name, IReadOnlyList<string> Scales);
