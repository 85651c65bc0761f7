using System.ComponentModel.DataAnnotations;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>Random changes to training images.</summary>
public sealed record AugmentationOptions
{
    /// <summary>Probability of a horizontal flip.</summary>
    [Range(0.0, 1.0)]
    public double HorizontalFlip { get; init; } = 0.5;

    /// <summary>Probability of a vertical flip.</summary>
    [Range(0.0, 1.0)]
    public double VerticalFlip { get; init; }

    /// <summary>Largest change of scale, as a fraction.</summary>
    [Range(0.0, 0.9)]
    public double Scale { get; init; } = 0.5;

    /// <summary>Largest shift, as a fraction of the image.</summary>
    [Range(0.0, 0.5)]
    public double Translate { get; init; } = 0.1;

    /// <summary>Largest shift of hue, as a fraction of the colour circle.</summary>
    [Range(0.0, 0.5)]
    public double Hue { get; init; } = 0.015;

    /// <summary>Largest change of saturation, as a fraction.</summary>
    [Range(0.0, 1.0)]
    public double Saturation { get; init; } = 0.7;

    /// <summary>Largest change of brightness, as a fraction.</summary>
    [Range(0.0, 1.0)]
    public double Brightness { get; init; } = 0.4;

    /// <summary>Probability of composing four images into one.</summary>
    [Range(0.0, 1.0)]
    public double Mosaic { get; init; } = 0.5;

    /// <summary>Fraction of the epochs, at the end, that run without mosaic.</summary>
    [Range(0.0, 1.0)]
    public double CloseMosaic { get; init; } = 0.2;

    /// <summary>Of a classifier: largest shift in pixels, into a black border; 4 when absent.</summary>
    [Range(0, 64)]
    [OmittedByDefault]
    public int? Crop { get; init; }
}
