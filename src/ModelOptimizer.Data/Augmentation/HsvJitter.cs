using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Augmentation;

/// <summary>Changes hue, saturation and value (brightness) of all pixels alike, in the hexcone model of Smith (SIGGRAPH 1978).</summary>
internal static class HsvJitter
{
    /// <summary>Draws the three changes at random and applies them.</summary>
    public static void Apply(RgbImage image, AugmentationOptions options, RandomSequence random)
    {
        var hue = random.NextSingle(-options.Hue, options.Hue);
        var saturation = random.NextSingle(1 - options.Saturation, 1 + options.Saturation);
        var value = random.NextSingle(1 - options.Value, 1 + options.Value);
        if (hue != 0 || saturation != 1 || value != 1)
        {
            Apply(image, hue, saturation, value);
        }
    }

    /// <summary>Turns the hue by a fraction of a full turn, and multiplies saturation and value, both limited to their maximum.</summary>
    public static void Apply(RgbImage image, float hue, float saturation, float value)
    {
        // Planes of one row, in whole vectors: what pads the last one is computed but not written back.
        var vectors = (image.Width + Vector<float>.Count - 1) / Vector<float>.Count;
        var planes = ArrayPool<float>.Shared.Rent(3 * vectors * Vector<float>.Count);
        var red = planes.AsSpan(0, vectors * Vector<float>.Count);
        var green = planes.AsSpan(red.Length, red.Length);
        var blue = planes.AsSpan(2 * red.Length, red.Length);
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Row(y);
            Separate(row, red, green, blue);
            var reds = MemoryMarshal.Cast<float, Vector<float>>(red);
            var greens = MemoryMarshal.Cast<float, Vector<float>>(green);
            var blues = MemoryMarshal.Cast<float, Vector<float>>(blue);
            for (var i = 0; i < reds.Length && i < greens.Length && i < blues.Length; i++)
            {
                (reds[i], greens[i], blues[i]) = Turn(reds[i], greens[i], blues[i], hue * 6, saturation, value);
            }

            Interleave(red, green, blue, row);
        }

        ArrayPool<float>.Shared.Return(planes);
    }

    private static void Separate(ReadOnlySpan<byte> row, Span<float> red, Span<float> green, Span<float> blue)
    {
        for (var x = 0; row.Length >= 3 && x < red.Length && x < green.Length && x < blue.Length; x++)
        {
            (red[x], green[x], blue[x]) = (row[0], row[1], row[2]);
            row = row[3..];
        }
    }

    private static void Interleave(ReadOnlySpan<float> red, ReadOnlySpan<float> green, ReadOnlySpan<float> blue, Span<byte> row)
    {
        for (var x = 0; row.Length >= 3 && x < red.Length && x < green.Length && x < blue.Length; x++)
        {
            (row[0], row[1], row[2]) = ((byte)(int)red[x], (byte)(int)green[x], (byte)(int)blue[x]);
            row = row[3..];
        }
    }

    private static (Vector<float> Red, Vector<float> Green, Vector<float> Blue) Turn(
        Vector<float> red, Vector<float> green, Vector<float> blue, float sextants, float saturation, float gain)
    {
        var maximum = Vector.Max(red, Vector.Max(green, blue));
        var chroma = maximum - Vector.Min(red, Vector.Min(green, blue));
        var (isRed, isGreen) = (Vector.Equals(maximum, red), Vector.Equals(maximum, green));
        var difference = Vector.ConditionalSelect(isRed, green - blue, Vector.ConditionalSelect(isGreen, blue - red, red - green));
        var corner = Vector.ConditionalSelect(isRed, Vector<float>.Zero, Vector.ConditionalSelect(isGreen, new Vector<float>(2), new Vector<float>(4)));
        var hue = difference / Vector.Max(chroma, Vector<float>.One) + corner + new Vector<float>(sextants); // chroma is 0 or at least 1

        var value = Vector.Min(maximum * gain, new Vector<float>(255));
        var strength = Vector.Min(chroma / Vector.Max(maximum, Vector<float>.One) * saturation, Vector<float>.One);
        var depth = value * strength;
        var rounded = value + new Vector<float>(0.5f);
        return (rounded - depth * Fall(hue + new Vector<float>(5)), rounded - depth * Fall(hue + new Vector<float>(3)), rounded - depth * Fall(hue + Vector<float>.One));
    }

    // How far a channel lies below the value, 0..1, at a hue position of six per turn.
    private static Vector<float> Fall(Vector<float> position)
    {
        var wrapped = position - Vector.Floor(position * (1f / 6)) * 6;
        return Vector.Max(Vector<float>.Zero, Vector.Min(Vector<float>.One, Vector.Min(wrapped, new Vector<float>(4) - wrapped)));
    }
}
