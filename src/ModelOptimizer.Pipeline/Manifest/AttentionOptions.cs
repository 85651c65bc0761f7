using System.ComponentModel.DataAnnotations;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>Imitation of where the teacher looks (arXiv 2306.01526).</summary>
public sealed record AttentionOptions
{
    /// <summary>Weight of the loss, on top of those of groups or a preset; 0 switches it off.</summary>
    [Range(0.0, 1e9)]
    public double Weight { get; init; } = 1;

    /// <summary>
    /// Layers whose attention is imitated, in groups with a weight each; when empty, the ends of the stages and the inputs of the heads. Distances are per image
    /// whatever the resolution, so that weights carry over from one model to another.
    /// </summary>
    [OmittedByDefault]
    public IReadOnlyList<AttentionGroupOptions> Groups { get; init; } = [];

    /// <summary>The layers and weights of the paper's authors for one network, instead of groups; distances are then per position, as theirs.</summary>
    [OmittedByDefault]
    public AttentionPreset? Preset { get; init; }

    /// <summary>Where attention is imitated.</summary>
    [OmittedByDefault]
    public AttentionRegion Region { get; init; } = AttentionRegion.All;
}
