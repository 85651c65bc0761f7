using System.ComponentModel.DataAnnotations;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>How the sensitivity of groups is measured: statistics of batch normalisation anew, then the metric.</summary>
public sealed record SensitivityOptions
{
    /// <summary>Fraction of a group's channels that leaves from one measurement to the next.</summary>
    [Range(0.01, 0.5)]
    public double Step { get; init; } = 0.1;

    /// <summary>Number of images of the <c>val</c> split that the metric is measured on, spread evenly; all where there are fewer.</summary>
    [Range(1, 1_000_000)]
    public int Images { get; init; } = 64;

    /// <summary>Batches of eight training images that statistics are measured on.</summary>
    [Range(1, 10_000)]
    public int Batches { get; init; } = 4;
}
