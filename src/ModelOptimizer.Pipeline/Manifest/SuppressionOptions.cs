using System.ComponentModel.DataAnnotations;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>Non-maximum suppression in the artifact.</summary>
public sealed record SuppressionOptions
{
    /// <summary>The lowest score of a detection.</summary>
    [Range(0.0, 1.0)]
    public double Confidence { get; init; } = 0.25;

    /// <summary>A box is suppressed by a better one of its class when they overlap by more than this IoU.</summary>
    [Range(0.0, 1.0)]
    public double Overlap { get; init; } = 0.45;

    /// <summary>Most detections of one class in one image.</summary>
    [Range(1, 100_000)]
    public int MostPerClass { get; init; } = 300;
}
