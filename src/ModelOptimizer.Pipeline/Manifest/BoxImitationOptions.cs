using System.ComponentModel.DataAnnotations;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>Imitation of the teacher's boxes where it sees an object.</summary>
public sealed record BoxImitationOptions
{
    /// <summary>Weight of the loss; 0 switches it off.</summary>
    [Range(0.0, 1e6)]
    public double Weight { get; init; }
}
