using System.ComponentModel.DataAnnotations;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>
/// A floor under the cut model's metric, statistics of batch normalisation measured anew. Below it less is cut, in steps of a tenth of what was asked for; where
/// that misses the budget, the run fails and says both figures.
/// </summary>
public sealed record FloorOptions
{
    /// <summary>Largest loss of the metric against the model before pruning, in points.</summary>
    [Range(0.0, 100.0)]
    public required double MetricDrop { get; init; }

    /// <summary>Number of images of the <c>val</c> split that it is measured on, spread evenly; all where there are fewer.</summary>
    [Range(1, 1_000_000)]
    public int Images { get; init; } = 64;
}
