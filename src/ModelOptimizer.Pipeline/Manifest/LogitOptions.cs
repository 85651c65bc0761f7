using System.ComponentModel.DataAnnotations;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>Imitation of what the teacher predicts.</summary>
public sealed record LogitOptions
{
    /// <summary>Weight of the loss; 0 switches it off.</summary>
    [Range(0.0, 1e6)]
    public double Weight { get; init; } = 1;

    /// <summary>Temperature that softens both predictions.</summary>
    [Range(0.0, 100.0, MinimumIsExclusive = true)]
    public double Temperature { get; init; } = 2;
}
