using ModelOptimizer.Data.Augmentation;
using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Batches;

/// <summary>
/// Prepares batches for a classifier on background threads. What a batch holds depends on the images, the options, the seed, the epoch and its place in
/// the epoch alone.
/// </summary>
public sealed class ClassificationBatchLoader
{
    private readonly ClassificationImages images;
    private readonly BatchOptions options;
    private readonly CropOptions augmentation;
    private readonly ulong seed;
    private readonly float[] table;
    private readonly PixelBufferPool buffers;

    /// <summary>Creates a loader; nothing is read yet.</summary>
    /// <param name="images">The images, at least one.</param>
    /// <param name="options">Batch size, layout, threads; the size is that of <paramref name="images"/>.</param>
    /// <param name="normalization">What the network takes.</param>
    /// <param name="augmentation">How the images of an epoch are varied.</param>
    /// <param name="seed">Drives every random choice.</param>
    /// <exception cref="ArgumentException">There are no images, or an option is outside its range.</exception>
    public ClassificationBatchLoader(
        ClassificationImages images, BatchOptions options, ChannelNormalization normalization, CropOptions? augmentation = null, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(normalization);
        ArgumentOutOfRangeException.ThrowIfZero(images.Dataset.Samples.Count, nameof(images));
        this.options = options with { InputWidth = images.Width, InputHeight = images.Height };
        this.options.Validate();
        (this.images, this.augmentation, this.seed) = (images, augmentation ?? CropOptions.None, seed);
        this.augmentation.Validate();
        table = normalization.Table();
        buffers = new(BatchSize * SampleLength);
    }

    /// <summary>The classes' names.</summary>
    public IReadOnlyList<string> Classes => images.Dataset.Classes;

    /// <summary>Number of images.</summary>
    public int Count => images.Dataset.Samples.Count;

    /// <summary>Images per batch: as the options say, or all of them if those are fewer.</summary>
    public int BatchSize => Math.Min(options.BatchSize, Count);

    /// <summary>Batches per epoch. All are full: the remainder of an epoch's random order is left out.</summary>
    public int BatchesPerEpoch => Count / BatchSize;

    private int SampleLength => 3 * images.Width * images.Height;

    /// <summary>Reads the batches of an epoch in random order, varied; dispose each after use.</summary>
    /// <param name="epoch">The epoch, counted from 0.</param>
    /// <param name="cancellation">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="DatasetException">While enumerating: an image cannot be read.</exception>
    public IEnumerable<ClassificationBatch> Epoch(int epoch, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        var order = EpochOrder.Create(Count, seed, epoch);
        return Run(BatchesPerEpoch, batch => order[(batch * BatchSize)..((batch + 1) * BatchSize)], Vary, cancellation);

        RandomCrop Vary(int sample) => RandomCrop.Draw(augmentation, RandomSequence.Derive(seed, (ulong)epoch, (ulong)sample));
    }

    /// <summary>Reads all images in order, unvaried; the last batch may be smaller. Dispose each after use.</summary>
    /// <param name="cancellation">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="DatasetException">While enumerating: an image cannot be read.</exception>
    public IEnumerable<ClassificationBatch> Read(CancellationToken cancellation = default) => Run(
        (Count + BatchSize - 1) / BatchSize,
        batch => [.. Enumerable.Range(batch * BatchSize, Math.Min(BatchSize, Count - (batch * BatchSize)))],
        static _ => default,
        cancellation);

    private IEnumerable<ClassificationBatch> Run(int count, Func<int, int[]> choose, Func<int, RandomCrop> vary, CancellationToken cancellation) =>
        OrderedPrefetch.Run(0, count, batch => Prepare(choose(batch), vary), options.Threads, options.Prefetch, cancellation);

    private ClassificationBatch Prepare(int[] samples, Func<int, RandomCrop> vary)
    {
        var labels = new long[samples.Length];
        var pixels = buffers.Rent(samples.Length * SampleLength);
        for (var i = 0; i < samples.Length; i++)
        {
            labels[i] = images.Dataset.Samples[samples[i]].Class;
            vary(samples[i]).CopyTo(images.Get(samples[i]), table, pixels.AsSpan(i * SampleLength, SampleLength), options.Layout);
        }

        return new(pixels, buffers, samples, images.Width, images.Height, options.Layout, labels);
    }
}
