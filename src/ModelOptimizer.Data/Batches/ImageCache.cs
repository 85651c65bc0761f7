using System.Collections.Concurrent;
using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Data.Geometry;
using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Batches;

/// <summary>
/// The images of a data set, decoded once and shrunk to the largest size at which they are drawn. Nothing is evicted: every epoch visits every
/// image once, so what was kept first is as good as anything.
/// </summary>
/// <param name="dataset">The data set.</param>
/// <param name="inputWidth">Width of the network's input.</param>
/// <param name="inputHeight">Height of the network's input.</param>
/// <param name="zoom">The largest factor over the letterboxed size at which an image is drawn.</param>
/// <param name="byteBudget">How much to keep.</param>
internal sealed class ImageCache(DetectionDataset dataset, int inputWidth, int inputHeight, float zoom, long byteBudget)
{
    private readonly ConcurrentDictionary<int, RgbImage> images = new();
    private long bytes;

    public RgbImage Get(int index)
    {
        if (images.TryGetValue(index, out var cached))
        {
            return cached;
        }

        var image = Load(dataset.Samples[index]);
        if (Interlocked.Add(ref bytes, image.Pixels.Length) > byteBudget || !images.TryAdd(index, image))
        {
            Interlocked.Add(ref bytes, -image.Pixels.Length);
        }

        return image;
    }

    private RgbImage Load(DetectionSample sample)
    {
        var letterbox = new Letterbox(sample.Width, sample.Height, inputWidth, inputHeight);
        var (width, height) = ((int)MathF.Ceiling(letterbox.Width * zoom), (int)MathF.Ceiling(letterbox.Height * zoom));
        var image = ImageFile.Decode(sample.ImagePath, width, height);
        if (image.Width <= width || image.Height <= height)
        {
            return image;
        }

        var shrunk = new RgbImage(width, height);
        Resampler.Draw(image, new(0, 0, width, height), shrunk, new(0, 0, width, height));
        return shrunk;
    }
}
