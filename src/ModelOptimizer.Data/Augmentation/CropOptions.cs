namespace ModelOptimizer.Data.Augmentation;

/// <summary>How training images of a classifier are varied: moved within a black border and mirrored (He et al., arXiv 1512.03385, section 4.2).</summary>
public sealed record CropOptions
{
    /// <summary>No variation.</summary>
    public static CropOptions None { get; } = new() { Padding = 0, HorizontalFlip = 0 };

    /// <summary>Images are moved by up to this many pixels each way, 0..64; what is then free is black. Default 4.</summary>
    public int Padding { get; init; } = 4;

    /// <summary>Probability of mirroring left and right, 0..1. Default 0.5.</summary>
    public float HorizontalFlip { get; init; } = 0.5f;

    /// <summary>Probability of mirroring top and bottom, 0..1. Default 0.</summary>
    public float VerticalFlip { get; init; }

    /// <summary>Checks every range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Padding, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Padding, 64);
        ArgumentOutOfRangeException.ThrowIfLessThan(HorizontalFlip, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(HorizontalFlip, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(VerticalFlip, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(VerticalFlip, 1);
    }
}
