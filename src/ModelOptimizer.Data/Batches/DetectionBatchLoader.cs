using System.Collections.Concurrent;
using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Data.Augmentation;
using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Batches;

/// <summary>
/// Prepares training batches on background threads. What a batch holds depends on the data set, the options, the seed, the epoch and its place in
/// the epoch alone: not on the number of threads, nor on what was read before, so that a resumed run sees the same data.
/// </summary>
public sealed class DetectionBatchLoader
{
    private readonly DetectionDataset dataset;
    private readonly BatchOptions options;
    private readonly ulong seed;
    private readonly AugmentedSampler sampler;
    private readonly PixelBufferPool buffers;
    private readonly ConcurrentBag<RgbImage> canvases = [];

    /// <summary>Creates a loader; nothing is read yet.</summary>
    /// <param name="dataset">The samples, at least one.</param>
    /// <param name="options">Input size, batch size, threads, memory.</param>
    /// <param name="augmentation">How images are varied.</param>
    /// <param name="seed">Drives every random choice.</param>
    /// <exception cref="ArgumentException">The data set is empty or an option is outside its range.</exception>
    public DetectionBatchLoader(DetectionDataset dataset, BatchOptions options, AugmentationOptions augmentation, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(augmentation);
        ArgumentOutOfRangeException.ThrowIfZero(dataset.Samples.Count, nameof(dataset));
        options.Validate();
        augmentation.Validate();
        if (augmentation.Transpose > 0 && options.InputWidth != options.InputHeight)
        {
            throw new ArgumentException($"{nameof(augmentation.Transpose)} needs a square input, not {options.InputWidth} x {options.InputHeight}", nameof(augmentation));
        }

        (this.dataset, this.options, this.seed) = (dataset, options, seed);
        var images = new ImageCache(dataset, options.InputWidth, options.InputHeight, 1 + augmentation.Scale, options.CacheBytes);
        sampler = new(dataset, images, augmentation, seed);
        buffers = new(BatchSize * SampleLength);
    }

    /// <summary>Images per batch: as the options say, or the whole data set if that is smaller.</summary>
    public int BatchSize => Math.Min(options.BatchSize, dataset.Samples.Count);

    /// <summary>Batches per epoch. All are full: the remainder of an epoch's random order is left out.</summary>
    public int BatchesPerEpoch => dataset.Samples.Count / BatchSize;

    private int SampleLength => 3 * options.InputWidth * options.InputHeight;

    /// <summary>Reads the batches of an epoch in order; dispose each after use. One enumeration at a time per consumer, any number of consumers.</summary>
    /// <param name="epoch">The epoch, counted from 0.</param>
    /// <param name="firstBatch">The batch to start from, to resume within an epoch.</param>
    /// <param name="cancellation">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="DatasetException">While enumerating: an image cannot be read.</exception>
    public IEnumerable<DetectionBatch> Epoch(int epoch, int firstBatch = 0, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(firstBatch);
        var order = EpochOrder.Create(dataset.Samples.Count, seed, epoch);
        return OrderedPrefetch.Run(firstBatch, BatchesPerEpoch, batch => Prepare(epoch, order, batch), options.Threads, options.Prefetch, cancellation);
    }

    private DetectionBatch Prepare(int epoch, int[] order, int batch)
    {
        var samples = order[(batch * BatchSize)..((batch + 1) * BatchSize)];
        var targets = new IReadOnlyList<DetectionTarget>[samples.Length];
        var pixels = buffers.Rent(samples.Length * SampleLength);
        var canvas = canvases.TryTake(out var free) ? free : new(options.InputWidth, options.InputHeight);
        for (var i = 0; i < samples.Length; i++)
        {
            targets[i] = sampler.Draw(epoch, samples[i], canvas);
            canvas.CopyTo(pixels.AsSpan(i * SampleLength, SampleLength), options.Layout);
        }

        canvases.Add(canvas);
        return new(pixels, buffers, samples, options.InputWidth, options.InputHeight, options.Layout, targets);
    }
}
