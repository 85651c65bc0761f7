using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Geometry;

/// <summary>
/// How an image is fitted into a network's input: scaled to the largest size that fits, its proportions kept (to whole pixels), centred, the rest
/// filled with grey 114.
/// </summary>
public readonly record struct Letterbox
{
    /// <summary>The grey around the image, of 255.</summary>
    public const byte Grey = 114;

    /// <summary>Fits an image of the given size into an input of the given size, all in pixels and at least 1.</summary>
    public Letterbox(int imageWidth, int imageHeight, int inputWidth, int inputHeight)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(imageWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(imageHeight, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputHeight, 1);
        (ImageWidth, ImageHeight, InputWidth, InputHeight) = (imageWidth, imageHeight, inputWidth, inputHeight);
        var scale = Math.Min((double)inputWidth / imageWidth, (double)inputHeight / imageHeight);
        Width = Math.Clamp((int)Math.Round(imageWidth * scale), 1, inputWidth);
        Height = Math.Clamp((int)Math.Round(imageHeight * scale), 1, inputHeight);
        Left = (inputWidth - Width) / 2;
        Top = (inputHeight - Height) / 2;
    }

    /// <summary>Width of the image in pixels.</summary>
    public int ImageWidth { get; }

    /// <summary>Height of the image in pixels.</summary>
    public int ImageHeight { get; }

    /// <summary>Width of the input in pixels.</summary>
    public int InputWidth { get; }

    /// <summary>Height of the input in pixels.</summary>
    public int InputHeight { get; }

    /// <summary>First column of the input that the image covers.</summary>
    public int Left { get; }

    /// <summary>First row of the input that the image covers.</summary>
    public int Top { get; }

    /// <summary>Columns of the input that the image covers.</summary>
    public int Width { get; }

    /// <summary>Rows of the input that the image covers.</summary>
    public int Height { get; }

    internal ImagePlacement Placement => new(Left, Top, Width, Height);

    /// <summary>Maps a box from image pixels to input pixels.</summary>
    public BoundingBox ToInput(BoundingBox box) => Placement.Map(box, ImageWidth, ImageHeight);

    /// <summary>Maps a box from input pixels to image pixels, without clipping it to the image.</summary>
    public BoundingBox ToImage(BoundingBox box)
    {
        var (scaleX, scaleY) = ((float)ImageWidth / Width, (float)ImageHeight / Height);
        return new((box.X1 - Left) * scaleX, (box.Y1 - Top) * scaleY, (box.X2 - Left) * scaleX, (box.Y2 - Top) * scaleY);
    }

    /// <summary>Draws the image, given at its own or at another resolution of the same picture, into a canvas of the input's size.</summary>
    public void Draw(RgbImage image, RgbImage canvas)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(canvas);
        if (canvas.Width != InputWidth || canvas.Height != InputHeight)
        {
            throw new ArgumentException($"the canvas must measure {InputWidth} x {InputHeight}, not {canvas.Width} x {canvas.Height}", nameof(canvas));
        }

        canvas.Pixels.Fill(Grey);
        Resampler.Draw(image, Placement, canvas, new(0, 0, InputWidth, InputHeight));
    }
}
