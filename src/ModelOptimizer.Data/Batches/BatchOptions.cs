using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Batches;

/// <summary>How images are put into batches.</summary>
public sealed record BatchOptions
{
    /// <summary>Width of the network's input in pixels, 1..8192. Default 256.</summary>
    public int InputWidth { get; init; } = 256;

    /// <summary>Height of the network's input in pixels, 1..8192. Default 256.</summary>
    public int InputHeight { get; init; } = 256;

    /// <summary>Images per batch, 1..4096. Default 16.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>The order of the pixels in memory. Default channels last.</summary>
    public PixelLayout Layout { get; init; } = PixelLayout.ChannelsLast;

    /// <summary>Batches prepared at the same time, 1..256; has no influence on their content. Default 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Batches kept ready ahead of the consumer, 1..256. Default 3.</summary>
    public int Prefetch { get; init; } = 3;

    /// <summary>Memory for decoded images, in bytes; images beyond it are decoded every time. Default 1 GiB.</summary>
    public long CacheBytes { get; init; } = 1L << 30;

    /// <summary>Checks every range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public void Validate()
    {
        Check(InputWidth, 8192, nameof(InputWidth));
        Check(InputHeight, 8192, nameof(InputHeight));
        Check(BatchSize, 4096, nameof(BatchSize));
        Check(Threads, 256, nameof(Threads));
        Check(Prefetch, 256, nameof(Prefetch));
        ArgumentOutOfRangeException.ThrowIfNegative(CacheBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(3L * BatchSize * InputWidth * InputHeight, Array.MaxLength, nameof(BatchSize));
    }

    private static void Check(int value, int maximum, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, maximum, name);
    }
}
