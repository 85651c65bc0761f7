using System.ComponentModel.DataAnnotations;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>Imitation of the teacher's boxes.</summary>
public sealed record BoxImitationOptions
{
    /// <summary>Weight of the loss; 0 switches it off.</summary>
    [Range(0.0, 1e6)]
    public double Weight { get; init; }

    /// <summary>In which cells.</summary>
    [OmittedByDefault]
    public BoxCells On { get; init; } = BoxCells.Assigned;
}
