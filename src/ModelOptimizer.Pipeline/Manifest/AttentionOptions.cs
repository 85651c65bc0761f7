using System.ComponentModel.DataAnnotations;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>Imitation of where the teacher looks (arXiv 2306.01526).</summary>
public sealed record AttentionOptions
{
    /// <summary>Weight of the loss; 0 switches it off.</summary>
    [Range(0.0, 1e9)]
    public double Weight { get; init; } = 10;
}
