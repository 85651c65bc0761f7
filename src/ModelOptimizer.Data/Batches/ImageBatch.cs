using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Batches;

/// <summary>Images ready for a network. Dispose it after use: its buffer then serves another batch.</summary>
public abstract class ImageBatch : IDisposable
{
    private readonly PixelBufferPool pool;
    private float[]? pixels;

    private protected ImageBatch(float[] pixels, PixelBufferPool pool, IReadOnlyList<int> samples, int width, int height, PixelLayout layout)
    {
        this.pixels = pixels;
        this.pool = pool;
        (Samples, Width, Height, Layout) = (samples, width, height, layout);
    }

    /// <summary>RGB samples, 0..1 or normalised for a classifier, of a tensor [N, 3, Height, Width], exactly N x 3 x Height x Width of them, ordered as <see cref="Layout"/> says.</summary>
    /// <exception cref="ObjectDisposedException">The batch was disposed.</exception>
    public float[] Pixels => pixels ?? throw new ObjectDisposedException(GetType().Name);

    /// <summary>Index of each image in the data set; of a mosaic, that of its first image.</summary>
    public IReadOnlyList<int> Samples { get; }

    /// <summary>Number of images, N.</summary>
    public int Count => Samples.Count;

    /// <summary>Width of the input in pixels.</summary>
    public int Width { get; }

    /// <summary>Height of the input in pixels.</summary>
    public int Height { get; }

    /// <summary>The order of <see cref="Pixels"/> in memory.</summary>
    public PixelLayout Layout { get; }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref pixels, null) is { } buffer)
        {
            pool.Return(buffer);
        }

        GC.SuppressFinalize(this);
    }
}
