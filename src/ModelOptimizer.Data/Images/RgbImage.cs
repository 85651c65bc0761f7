namespace ModelOptimizer.Data.Images;

/// <summary>An image of interleaved 8-bit RGB pixels, rows from top to bottom without padding.</summary>
public sealed class RgbImage
{
    /// <summary>The largest supported width x height; bigger images are refused.</summary>
    public const int MaximumPixels = 1 << 27;

    /// <summary>Creates a black image.</summary>
    /// <param name="width">Pixels per row, at least 1.</param>
    /// <param name="height">Rows, at least 1; width x height may not exceed <see cref="MaximumPixels"/>.</param>
    public RgbImage(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)width * height, MaximumPixels, nameof(height));
        Width = width;
        Height = height;
        Buffer = new byte[width * height * 3 + 1];
    }

    /// <summary>Pixels per row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>All samples, Height x Width x 3.</summary>
    public Span<byte> Pixels => Buffer.AsSpan(0, Width * Height * 3);

    /// <summary>The samples and one spare byte, so that every pixel can be read as four bytes.</summary>
    internal byte[] Buffer { get; }

    /// <summary>The samples of row <paramref name="y"/>, Width x 3.</summary>
    public Span<byte> Row(int y) => Pixels.Slice(y * Width * 3, Width * 3);

    internal static bool IsSupportedSize(long width, long height) => width > 0 && height > 0 && width * height <= MaximumPixels;
}
