using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Data.Geometry;
using ModelOptimizer.Data.Images;
using ModelOptimizer.Data.Metrics;

namespace ModelOptimizer.Pipeline.Verification;

/// <summary>Makes the pictures of chosen images: small enough to be part of a page, with boxes in their pixels.</summary>
internal static class ExamplePictures
{
    private const int LongestSide = 480;
    private const int Quality = 80;

    /// <summary>The picture of one image.</summary>
    public static ExampleImage Of(DetectionDataset dataset, DetectionSample sample, string why, IReadOnlyList<Detection> before, IReadOnlyList<Detection> after)
    {
        var scale = Math.Min(1.0, (double)LongestSide / Math.Max(sample.Width, sample.Height));
        var (width, height) = (Scaled(sample.Width), Scaled(sample.Height));
        var picture = new RgbImage(width, height);
        new Letterbox(sample.Width, sample.Height, width, height).Draw(ImageFile.Decode(sample.ImagePath, width, height), picture);
        return new(
            sample.Name,
            why,
            width,
            height,
            JpegEncoder.Encode(picture, Quality),
            [.. sample.Boxes.Select(truth => Box(truth.Class, null, truth.Box))],
            [.. before.Select(found => Box(found.Class, found.Score, found.Box))],
            [.. after.Select(found => Box(found.Class, found.Score, found.Box))]);

        int Scaled(int length) => Math.Max(1, (int)Math.Round(length * scale));

        ShownBox Box(int index, double? score, BoundingBox box)
        {
            var visible = box.Clip(sample.Width, sample.Height);
            return new(
                index,
                dataset.Classes[index],
                score is { } confidence ? Math.Round(confidence, 3) : null,
                Math.Round(visible.X1 * scale, 1),
                Math.Round(visible.Y1 * scale, 1),
                Math.Round(visible.Width * scale, 1),
                Math.Round(visible.Height * scale, 1));
        }
    }
}
