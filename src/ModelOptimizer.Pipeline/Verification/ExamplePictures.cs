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
        var scale = Scale(sample.Width, sample.Height);
        var picture = Picture(sample.ImagePath, sample.Width, sample.Height);
        return new(
            sample.Name,
            why,
            picture.Width,
            picture.Height,
            JpegEncoder.Encode(picture, Quality),
            [.. sample.Boxes.Select(truth => Box(truth.Class, null, truth.Box))],
            [.. before.Select(found => Box(found.Class, found.Score, found.Box))],
            [.. after.Select(found => Box(found.Class, found.Score, found.Box))]);

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

    /// <summary>The picture of one image that two classifiers answered to.</summary>
    public static ExampleImage Of(IReadOnlyList<string> classes, ClassifiedImage sample, string why, Answer before, Answer after)
    {
        var size = ImageFile.ReadSize(sample.Path);
        var picture = Picture(sample.Path, size.Width, size.Height);
        return new(Path.GetFileName(sample.Path), why, picture.Width, picture.Height, JpegEncoder.Encode(picture, Quality), [], [], [])
        {
            Answers = new(classes[sample.Class], classes[before.Class], Math.Round(before.Score, 3), classes[after.Class], Math.Round(after.Score, 3)),
        };
    }

    private static double Scale(int width, int height) => Math.Min(1.0, (double)LongestSide / Math.Max(width, height));

    private static RgbImage Picture(string path, int width, int height)
    {
        var scale = Scale(width, height);
        var picture = new RgbImage(Math.Max(1, (int)Math.Round(width * scale)), Math.Max(1, (int)Math.Round(height * scale)));
        new Letterbox(width, height, picture.Width, picture.Height).Draw(ImageFile.Decode(path, picture.Width, picture.Height), picture);
        return picture;
    }
}
