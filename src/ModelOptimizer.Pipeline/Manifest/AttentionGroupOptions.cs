using System.ComponentModel.DataAnnotations;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>Layers whose attention is imitated with one weight.</summary>
public sealed record AttentionGroupOptions
{
    /// <summary>The group's weight within that of attention.</summary>
    [Range(0.0, 1e9, MinimumIsExclusive = true)]
    public double Weight { get; init; } = 1;

    /// <summary>
    /// Names or patterns of names of layers (<c>*</c> stands for any text), or <c>auto</c> for the ends of the stages and the inputs of the heads. A layer belongs
    /// to the first group that names it.
    /// </summary>
    public required IReadOnlyList<string> Layers { get; init; }
}
