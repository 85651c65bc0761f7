namespace ModelOptimizer.Data.Augmentation;

/// <summary>How training images are varied. The defaults suit detectors trained from scratch; <see cref="None"/> varies nothing.</summary>
public sealed record AugmentationOptions
{
    /// <summary>No variation: every image is only letterboxed.</summary>
    public static AugmentationOptions None { get; } = new()
    {
        HorizontalFlip = 0, VerticalFlip = 0, Transpose = 0, Scale = 0, Translate = 0, Hue = 0, Saturation = 0, Value = 0, Mosaic = 0,
    };

    /// <summary>Probability of mirroring left and right, 0..1. Default 0.5.</summary>
    public float HorizontalFlip { get; init; } = 0.5f;

    /// <summary>Probability of mirroring top and bottom, 0..1; for pictures without an up, such as cells. Default 0.</summary>
    public float VerticalFlip { get; init; }

    /// <summary>
    /// Probability of exchanging rows and columns, 0..1; needs a square input. Together with both flips it gives all eight orientations. Default 0.
    /// </summary>
    public float Transpose { get; init; }

    /// <summary>Images are drawn between 1 - Scale and 1 + Scale times their letterboxed size, 0..0.9. Default 0.5.</summary>
    public float Scale { get; init; } = 0.5f;

    /// <summary>Images are moved by up to this fraction of the input, 0..0.5; an enlarged image is cropped anywhere besides. Default 0.1.</summary>
    public float Translate { get; init; } = 0.1f;

    /// <summary>The hue is turned by up to this fraction of a full turn either way, 0..0.5. Default 0.015.</summary>
    public float Hue { get; init; } = 0.015f;

    /// <summary>The saturation is multiplied by 1 - Saturation to 1 + Saturation, 0..1. Default 0.7.</summary>
    public float Saturation { get; init; } = 0.7f;

    /// <summary>The brightness is multiplied by 1 - Value to 1 + Value, 0..1. Default 0.4.</summary>
    public float Value { get; init; } = 0.4f;

    /// <summary>Probability that a sample is a mosaic of four images, 0..1. Default 0.5.</summary>
    public float Mosaic { get; init; } = 0.5f;

    /// <summary>The epoch, counted from 0, from which no mosaics are made, so that training ends on natural images. Default: never.</summary>
    public int MosaicEndEpoch { get; init; } = int.MaxValue;

    /// <summary>An object is kept while at least this fraction of its area is in the picture, 0..1. Default 0.2.</summary>
    public float MinimumVisibility { get; init; } = 0.2f;

    /// <summary>Checks every range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public void Validate()
    {
        Check(HorizontalFlip, 1, nameof(HorizontalFlip));
        Check(VerticalFlip, 1, nameof(VerticalFlip));
        Check(Transpose, 1, nameof(Transpose));
        Check(Scale, 0.9f, nameof(Scale));
        Check(Translate, 0.5f, nameof(Translate));
        Check(Hue, 0.5f, nameof(Hue));
        Check(Saturation, 1, nameof(Saturation));
        Check(Value, 1, nameof(Value));
        Check(Mosaic, 1, nameof(Mosaic));
        ArgumentOutOfRangeException.ThrowIfNegative(MosaicEndEpoch);
        Check(MinimumVisibility, 1, nameof(MinimumVisibility));
    }

    private static void Check(float value, float maximum, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 0, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, maximum, name);
    }
}
