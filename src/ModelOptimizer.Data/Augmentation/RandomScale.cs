using ModelOptimizer.Data.Geometry;

namespace ModelOptimizer.Data.Augmentation;

/// <summary>Scales an image at random about its letterboxed size and moves it; what then leaves the input is cropped.</summary>
internal static class RandomScale
{
    /// <summary>The size at which to draw an image, in input pixels.</summary>
    public static (float Width, float Height) Size(Letterbox letterbox, AugmentationOptions options, RandomSequence random)
    {
        var zoom = random.NextSingle(1 - options.Scale, 1 + options.Scale);
        return (letterbox.Width * zoom, letterbox.Height * zoom);
    }

    /// <summary>Scales and moves an image.</summary>
    public static ImagePlacement Place(Letterbox letterbox, AugmentationOptions options, RandomSequence random)
    {
        // Without variation this is the letterbox itself, with its rounding to whole pixels.
        var (width, height) = Size(letterbox, options, random);
        var left = letterbox.Left + (letterbox.Width - width) / 2 + Shift(letterbox.InputWidth, width, options, random);
        var top = letterbox.Top + (letterbox.Height - height) / 2 + Shift(letterbox.InputHeight, height, options, random);
        return new(left, top, width, height);
    }

    private static float Shift(int input, float length, AugmentationOptions options, RandomSequence random)
    {
        var reach = options.Translate * input + MathF.Max(0, length - input) / 2;
        return random.NextSingle(-reach, reach);
    }
}
