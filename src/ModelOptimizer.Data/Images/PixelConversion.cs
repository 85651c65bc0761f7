using System.Numerics;

namespace ModelOptimizer.Data.Images;

/// <summary>Turns 8-bit samples into floats from 0 to 1.</summary>
public static class PixelConversion
{
    /// <summary>Writes the image as float samples 0..1.</summary>
    /// <param name="image">The image.</param>
    /// <param name="samples">Height x Width x 3 floats.</param>
    /// <param name="layout">The order of the samples.</param>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    public static void CopyTo(this RgbImage image, Span<float> samples, PixelLayout layout)
    {
        ArgumentNullException.ThrowIfNull(image);
        var pixels = image.Pixels;
        if (samples.Length != pixels.Length)
        {
            throw new ArgumentException($"{pixels.Length} floats are needed, not {samples.Length}", nameof(samples));
        }

        if (layout == PixelLayout.ChannelsLast)
        {
            CopyInterleaved(pixels, samples);
        }
        else
        {
            CopyPlanar(pixels, samples);
        }
    }

    private static void CopyInterleaved(ReadOnlySpan<byte> pixels, Span<float> samples)
    {
        var i = 0;
        for (; i + Vector<byte>.Count <= pixels.Length; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(pixels[i..]), out var low, out var high);
            Store(low, samples[i..]);
            Store(high, samples[(i + Vector<ushort>.Count)..]);
        }

        for (; i < pixels.Length; i++)
        {
            samples[i] = pixels[i] / 255f;
        }
    }

    private static void Store(Vector<ushort> values, Span<float> samples)
    {
        Vector.Widen(values, out var low, out var high);
        (Vector.ConvertToSingle(Vector.AsVectorInt32(low)) / new Vector<float>(255f)).CopyTo(samples);
        (Vector.ConvertToSingle(Vector.AsVectorInt32(high)) / new Vector<float>(255f)).CopyTo(samples[Vector<float>.Count..]);
    }

    private static void CopyPlanar(ReadOnlySpan<byte> pixels, Span<float> samples)
    {
        var area = samples.Length / 3;
        var red = samples[..area];
        var green = samples.Slice(area, area);
        var blue = samples[(2 * area)..];
        for (int i = 0, p = 0; i < area; i++, p += 3)
        {
            red[i] = pixels[p] / 255f;
            green[i] = pixels[p + 1] / 255f;
            blue[i] = pixels[p + 2] / 255f;
        }
    }
}
