using System.ComponentModel.DataAnnotations;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>Layers that share one threshold.</summary>
public sealed record PruneGroupOptions
{
    /// <summary>The group's name.</summary>
    public required string Name { get; init; }

    /// <summary>Patterns of layer names; <c>*</c> stands for any text. The first group that matches takes the layer. Empty, it is the group of that name which the grouping makes.</summary>
    public required IReadOnlyList<string> Layers { get; init; }

    /// <summary>The fraction of its channels to remove; when absent, the budget decides.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double? Remove { get; init; }
}
