using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Data.Geometry;
using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Batches;

/// <summary>
/// The images of a classification data set in the size of a network's input: scaled to cover it, their proportions kept, cut to its middle. Each is
/// decoded when first asked for and kept as 8-bit samples while memory lasts, so loaders that share this object decode nothing twice.
/// </summary>
/// <param name="dataset">The samples.</param>
/// <param name="width">Width of the network's input in pixels.</param>
/// <param name="height">Height of the network's input in pixels.</param>
/// <param name="cacheBytes">Memory for decoded images; those beyond it are decoded every time.</param>
public sealed class ClassificationImages(ClassificationDataset dataset, int width, int height, long cacheBytes = 1L << 30)
{
    private readonly RgbImage?[] images = new RgbImage?[dataset.Samples.Count];
    private long bytes;

    /// <summary>The data set.</summary>
    public ClassificationDataset Dataset => dataset;

    /// <summary>Width of the images in pixels.</summary>
    public int Width => width;

    /// <summary>Height of the images in pixels.</summary>
    public int Height => height;

    /// <summary>Decodes all images that memory has room for, in parallel.</summary>
    /// <param name="threads">At least 1.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="DatasetException">An image cannot be read.</exception>
    public void Decode(int threads, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var room = (int)Math.Min(images.Length, cacheBytes / (3L * width * height));
        try
        {
            Parallel.For(0, room, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, index => Get(index));
        }
        catch (AggregateException failures) when (failures.InnerExceptions[0] is DatasetException first)
        {
            throw new DatasetException(first.Path, first.Line, first.Reason, failures);
        }
    }

    /// <summary>An image; not to be changed. May be called from any thread.</summary>
    /// <exception cref="DatasetException">The image cannot be read.</exception>
    internal RgbImage Get(int index)
    {
        if (Volatile.Read(ref images[index]) is { } cached)
        {
            return cached;
        }

        var image = Load(dataset.Samples[index].Path);
        if (Interlocked.Add(ref bytes, image.Pixels.Length) > cacheBytes || Interlocked.CompareExchange(ref images[index], image, null) is not null)
        {
            Interlocked.Add(ref bytes, -image.Pixels.Length);
        }

        return image;
    }

    private RgbImage Load(string path)
    {
        var image = ImageFile.Decode(path, width, height);
        if (image.Width == width && image.Height == height)
        {
            return image;
        }

        var scale = MathF.Max((float)width / image.Width, (float)height / image.Height);
        var (wide, high) = (image.Width * scale, image.Height * scale);
        var cut = new RgbImage(width, height);
        Resampler.Draw(image, new((width - wide) / 2, (height - high) / 2, wide, high), cut, new(0, 0, width, height));
        return cut;
    }
}
