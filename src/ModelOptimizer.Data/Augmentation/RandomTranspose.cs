using ModelOptimizer.Data.Batches;
using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Augmentation;

/// <summary>Exchanges rows and columns of a square picture at random.</summary>
internal static class RandomTranspose
{
    public static void Apply(RgbImage image, List<DetectionTarget> targets, AugmentationOptions options, RandomSequence random)
    {
        if (!random.NextBoolean(options.Transpose))
        {
            return;
        }

        Transpose(image);
        for (var i = 0; i < targets.Count; i++)
        {
            var target = targets[i];
            targets[i] = new(target.Class, target.CenterY, target.CenterX, target.Height, target.Width);
        }
    }

    private static void Transpose(RgbImage image)
    {
        var pixels = image.Pixels;
        for (var y = 1; y < image.Height; y++)
        {
            for (var x = 0; x < y; x++)
            {
                var (p, q) = ((y * image.Width + x) * 3, (x * image.Width + y) * 3);
                (pixels[p], pixels[q]) = (pixels[q], pixels[p]);
                (pixels[p + 1], pixels[q + 1]) = (pixels[q + 1], pixels[p + 1]);
                (pixels[p + 2], pixels[q + 2]) = (pixels[q + 2], pixels[p + 2]);
            }
        }
    }
}
