using ModelOptimizer.Data.Geometry;

namespace ModelOptimizer.Data.Augmentation;

/// <summary>
/// Four images around a random point, each filling a quadrant (Bochkovskiy, Wang and Liao, "YOLOv4: Optimal Speed and Accuracy of Object Detection",
/// 2020, section 3.3). Objects keep about the size they have in a letterboxed image; what does not fit its quadrant is cropped at random.
/// </summary>
internal static class Mosaic
{
    public const int Images = 4;

    /// <summary>The quadrants, from the top left in reading order, around a point between a quarter and three quarters of the input.</summary>
    public static void Split(int width, int height, RandomSequence random, Span<PixelArea> quadrants)
    {
        var x = (int)MathF.Round(width * random.NextSingle(0.25f, 0.75f));
        var y = (int)MathF.Round(height * random.NextSingle(0.25f, 0.75f));
        quadrants[0] = new(0, 0, x, y);
        quadrants[1] = new(x, 0, width, y);
        quadrants[2] = new(0, y, x, height);
        quadrants[3] = new(x, y, width, height);
    }

    /// <summary>Scales an image and places it over its quadrant: cropped at random where larger, anywhere within where smaller.</summary>
    public static ImagePlacement Place(Letterbox letterbox, PixelArea quadrant, AugmentationOptions options, RandomSequence random)
    {
        var (width, height) = RandomScale.Size(letterbox, options, random);
        return new(
            quadrant.Left + (quadrant.Width - width) * random.NextSingle(),
            quadrant.Top + (quadrant.Height - height) * random.NextSingle(),
            width,
            height);
    }
}
