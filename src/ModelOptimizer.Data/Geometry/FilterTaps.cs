using System.Buffers;

namespace ModelOptimizer.Data.Geometry;

/// <summary>
/// The weights that make each destination pixel of one axis from its source pixels: a triangle filter as wide as one pixel of the coarser of the
/// two grids, so linear interpolation when enlarging and a weighted area average when shrinking.
/// </summary>
internal readonly struct FilterTaps : IDisposable
{
    private readonly int[] starts;
    private readonly float[] weights;

    /// <param name="sourceLength">Source pixels on this axis.</param>
    /// <param name="offset">Where the source's first edge lies, in destination pixels.</param>
    /// <param name="length">Extent of the source in destination pixels.</param>
    /// <param name="mirrored">Whether the source runs backwards.</param>
    /// <param name="from">First destination pixel wanted.</param>
    /// <param name="to">The destination pixel after the last one wanted.</param>
    public FilterTaps(int sourceLength, float offset, float length, bool mirrored, int from, int to)
    {
        // A destination pixel is covered when its centre is.
        First = Math.Max(from, (int)MathF.Ceiling(offset - 0.5f));
        Count = Math.Max(0, Math.Min(to, (int)MathF.Ceiling(offset + length - 0.5f)) - First);
        var ratio = sourceLength / length;
        var support = MathF.Max(1, ratio);
        Taps = Math.Min(sourceLength, (int)MathF.Ceiling(2 * support));
        starts = ArrayPool<int>.Shared.Rent(Count);
        weights = ArrayPool<float>.Shared.Rent(Count * Taps);
        for (var i = 0; i < Count; i++)
        {
            var center = (First + i + 0.5f - offset) * ratio;
            center = mirrored ? sourceLength - center : center;
            starts[i] = Math.Clamp((int)MathF.Ceiling(center - support - 0.5f), 0, sourceLength - Taps);
            Fill(weights.AsSpan(i * Taps, Taps), starts[i] + 0.5f - center, support);
        }
    }

    /// <summary>The first destination pixel covered.</summary>
    public int First { get; }

    /// <summary>The number of destination pixels covered.</summary>
    public int Count { get; }

    /// <summary>Source pixels per destination pixel.</summary>
    public int Taps { get; }

    /// <summary>The first source pixel of each destination pixel.</summary>
    public ReadOnlySpan<int> Starts => starts.AsSpan(0, Count);

    /// <summary>Count x Taps weights, each destination pixel's summing to 1.</summary>
    public ReadOnlySpan<float> Weights => weights.AsSpan(0, Count * Taps);

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(starts);
        ArrayPool<float>.Shared.Return(weights);
    }

    private static void Fill(Span<float> taps, float distance, float support)
    {
        var sum = 0f;
        for (var t = 0; t < taps.Length; t++)
        {
            taps[t] = MathF.Max(0, 1 - MathF.Abs(distance + t) / support);
            sum += taps[t];
        }

        for (var t = 0; t < taps.Length; t++)
        {
            taps[t] /= sum;
        }
    }
}
