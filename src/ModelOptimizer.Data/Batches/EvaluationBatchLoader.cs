using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Data.Geometry;
using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Batches;

/// <summary>Prepares letterboxed images, in the data set's order and without augmentation, on background threads.</summary>
public sealed class EvaluationBatchLoader
{
    private readonly DetectionDataset dataset;
    private readonly BatchOptions options;
    private readonly ImageCache images;
    private readonly PixelBufferPool buffers;

    /// <summary>Creates a loader; nothing is read yet.</summary>
    /// <param name="dataset">The samples, at least one.</param>
    /// <param name="options">Input size, batch size, threads, memory.</param>
    /// <exception cref="ArgumentException">The data set is empty or an option is outside its range.</exception>
    public EvaluationBatchLoader(DetectionDataset dataset, BatchOptions options)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfZero(dataset.Samples.Count, nameof(dataset));
        options.Validate();
        (this.dataset, this.options) = (dataset, options);
        images = new(dataset, options.InputWidth, options.InputHeight, zoom: 1, options.CacheBytes);
        buffers = new(options.BatchSize * SampleLength);
    }

    /// <summary>Number of batches; the last one may be smaller than the others.</summary>
    public int BatchCount => (dataset.Samples.Count + options.BatchSize - 1) / options.BatchSize;

    private int SampleLength => 3 * options.InputWidth * options.InputHeight;

    /// <summary>Reads all samples in order; dispose each batch after use.</summary>
    /// <param name="cancellation">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="DatasetException">While enumerating: an image cannot be read.</exception>
    public IEnumerable<EvaluationBatch> Read(CancellationToken cancellation = default)
        => OrderedPrefetch.Run(0, BatchCount, Prepare, options.Threads, options.Prefetch, cancellation);

    private EvaluationBatch Prepare(int batch)
    {
        var first = batch * options.BatchSize;
        var count = Math.Min(options.BatchSize, dataset.Samples.Count - first);
        var (samples, letterboxes) = (new int[count], new Letterbox[count]);
        var pixels = buffers.Rent(count * SampleLength);
        var canvas = new RgbImage(options.InputWidth, options.InputHeight);
        for (var i = 0; i < count; i++)
        {
            samples[i] = first + i;
            var sample = dataset.Samples[samples[i]];
            letterboxes[i] = new(sample.Width, sample.Height, options.InputWidth, options.InputHeight);
            letterboxes[i].Draw(images.Get(samples[i]), canvas);
            canvas.CopyTo(pixels.AsSpan(i * SampleLength, SampleLength), options.Layout);
        }

        return new(pixels, buffers, samples, options.InputWidth, options.InputHeight, options.Layout, letterboxes);
    }
}
