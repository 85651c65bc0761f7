using System.ComponentModel.DataAnnotations;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>
/// Steers the rate of sparse training by what it costs. The rate starts where scales can just fall to 0; after each measurement it is multiplied by
/// 2^((budget - drop) / budget), at least 1/2 and at most 5/4, and stays within a factor of 8 of its start.
/// </summary>
public sealed record SparsityGuardOptions
{
    /// <summary>Loss of the metric that sparse training aims at, in points, against the model it starts from.</summary>
    [Range(0.0, 100.0, MinimumIsExclusive = true)]
    public required double MetricDrop { get; init; }

    /// <summary>Number of images of the <c>val</c> split that it is measured on, spread evenly; all where there are fewer.</summary>
    [Range(1, 1_000_000)]
    public int Images { get; init; } = 64;

    /// <summary>Epochs between measurements.</summary>
    [Range(1, 10_000)]
    public int Every { get; init; } = 1;
}
