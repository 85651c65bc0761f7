using ModelOptimizer.Data.Geometry;

namespace ModelOptimizer.Data.Augmentation;

/// <summary>Mirrors an image at random, horizontally and vertically.</summary>
internal static class RandomFlip
{
    public static ImagePlacement Apply(ImagePlacement placement, AugmentationOptions options, RandomSequence random) => placement with
    {
        MirroredX = random.NextBoolean(options.HorizontalFlip),
        MirroredY = random.NextBoolean(options.VerticalFlip),
    };
}
