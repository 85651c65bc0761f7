using ModelOptimizer.Graph;

namespace ModelOptimizer.Training.Sparsity;

/// <summary>A budget on what the metric may lose during sparse training; it steers the rate, so that nobody has to guess one.</summary>
public sealed record SparsityGuard
{
    /// <summary>The loss of the metric to aim at, in points (2 = from 0.86 to 0.84); above 0.</summary>
    public required double MetricDrop { get; init; }

    /// <summary>Measures a graph, 0 to 1; the same graph always gives the same.</summary>
    public required Func<ModelGraph, double> Metric { get; init; }

    /// <summary>Epochs between measurements, at least 1.</summary>
    public int Every { get; init; } = 1;
}
