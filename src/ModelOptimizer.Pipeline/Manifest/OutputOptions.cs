using System.ComponentModel.DataAnnotations;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>The artifact and its accessor.</summary>
public sealed record OutputOptions
{
    /// <summary>Name of the graph in the artifact; the manifest's own name when absent.</summary>
    public string? Name { get; init; }

    /// <summary>Name of the generated C# class; made from the manifest's file name when absent.</summary>
    [RegularExpression(@"[\p{L}_][\p{L}\p{Nd}_]*")]
    public string? ClassName { get; init; }

    /// <summary>How far a detector's artifact goes from its heads to detections; the rest is left to the application.</summary>
    [OmittedByDefault]
    public PostprocessKind Postprocess { get; init; } = PostprocessKind.Decode;

    /// <summary>What counts as a detection, where the artifact suppresses what overlaps.</summary>
    [OmittedByDefault]
    public SuppressionOptions Suppression { get; init; } = new();
}
