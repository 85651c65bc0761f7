using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Geometry;

/// <summary>Draws an image, scaled and mirrored, onto a part of a canvas: separable filtering, columns first, only the rows that are needed.</summary>
internal static class Resampler
{
    /// <summary>Draws <paramref name="source"/> where <paramref name="placement"/> says, leaving pixels outside it or outside <paramref name="clip"/> alone.</summary>
    public static void Draw(RgbImage source, ImagePlacement placement, RgbImage canvas, PixelArea clip)
    {
        using var columns = new FilterTaps(source.Width, placement.Left, placement.Width, placement.MirroredX, clip.Left, clip.Right);
        using var rows = new FilterTaps(source.Height, placement.Top, placement.Height, placement.MirroredY, clip.Top, clip.Bottom);
        if (columns.Count == 0 || rows.Count == 0)
        {
            return;
        }

        // A ring of filtered source rows, as many as one destination row needs, then the sum of them.
        var samples = columns.Count * 3;
        var stride = samples + Vector<byte>.Count;
        var ring = ArrayPool<float>.Shared.Rent((rows.Taps + 1) * stride);
        var sum = ring.AsSpan(rows.Taps * stride, stride);
        var next = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            // Source rows must come in ascending order for the ring, so a mirrored image is drawn from the bottom.
            var y = placement.MirroredY ? rows.Count - 1 - i : i;
            var start = rows.Starts[y];
            for (next = Math.Max(next, start); next < start + rows.Taps; next++)
            {
                FilterRow(source, next, columns, ring.AsSpan(next % rows.Taps * stride, stride));
            }

            sum[..samples].Fill(0.5f);
            for (var tap = 0; tap < rows.Taps; tap++)
            {
                Accumulate(ring.AsSpan((start + tap) % rows.Taps * stride, samples), rows.Weights[y * rows.Taps + tap], sum);
            }

            Truncate(sum, canvas.Row(rows.First + y).Slice(columns.First * 3, samples));
        }

        ArrayPool<float>.Shared.Return(ring);
    }

    private static void FilterRow(RgbImage source, int y, in FilterTaps columns, Span<float> filtered)
    {
        ref var row = ref source.Buffer[y * source.Width * 3];
        ref var weight = ref MemoryMarshal.GetReference(columns.Weights);
        ref var destination = ref MemoryMarshal.GetReference(filtered);
        var starts = columns.Starts;
        for (var x = 0; x < starts.Length; x++)
        {
            // Four bytes are read and four floats written per pixel; the fourth belongs to the next pixel, which overwrites it (buffers are padded).
            ref var pixel = ref Unsafe.Add(ref row, starts[x] * 3);
            var sum = Vector128<float>.Zero;
            for (var tap = 0; tap < columns.Taps; tap++)
            {
                var bytes = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<uint>(ref pixel)).AsByte();
                var integers = Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32();
                sum += Vector128.ConvertToSingle(integers) * weight;
                weight = ref Unsafe.Add(ref weight, 1);
                pixel = ref Unsafe.Add(ref pixel, 3);
            }

            sum.StoreUnsafe(ref destination);
            destination = ref Unsafe.Add(ref destination, 3);
        }
    }

    private static void Accumulate(ReadOnlySpan<float> row, float weight, Span<float> sum)
    {
        if (weight == 0)
        {
            return;
        }

        var i = 0;
        for (; i + Vector<float>.Count <= row.Length; i += Vector<float>.Count)
        {
            (new Vector<float>(sum[i..]) + new Vector<float>(row[i..]) * weight).CopyTo(sum[i..]);
        }

        for (; i < row.Length; i++)
        {
            sum[i] += row[i] * weight;
        }
    }

    private static void Truncate(ReadOnlySpan<float> sum, Span<byte> samples)
    {
        var i = 0;
        for (; i + Vector<byte>.Count <= samples.Length; i += Vector<byte>.Count)
        {
            Vector.Narrow(TruncateHalf(sum[i..]), TruncateHalf(sum[(i + Vector<ushort>.Count)..])).CopyTo(samples[i..]);
        }

        for (; i < samples.Length; i++)
        {
            samples[i] = (byte)sum[i];
        }
    }

    private static Vector<ushort> TruncateHalf(ReadOnlySpan<float> sum)
    {
        var low = Vector.ConvertToInt32(new Vector<float>(sum));
        var high = Vector.ConvertToInt32(new Vector<float>(sum[Vector<float>.Count..]));
        return Vector.Narrow(Vector.AsVectorUInt32(low), Vector.AsVectorUInt32(high));
    }
}
