using System.Numerics;
using ModelOptimizer.Data.Images;

namespace ArenaRenderer;

/// <summary>What the camera makes of the light: exposure, white balance, vignette, motion, defocus, noise and eight bits.</summary>
internal static class Sensor
{
    private const int Steps = 4096;

    private static readonly byte[] Gamma = [.. Enumerable.Range(0, Steps).Select(i => (byte)MathF.Round(255 * MathF.Pow(i / (Steps - 1f), 1 / 2.2f)))];

    // Quantiles of the sum of twelve uniforms: near enough to normal, and cheap to draw.
    private static readonly float[] Normal = NormalTable();

    public static RgbImage Develop(Exposure exposure, Dice dice, Conditions conditions)
    {
        var (width, height) = (exposure.Width, exposure.Height);
        var light = exposure.Light;
        if (dice.Chance(0.35f))
        {
            light = Blur(light, width, height, dice.Between(-1f, 1f) * 4, dice.Between(-1f, 1f) * 1.5f, 7);
        }

        if (dice.Chance(0.3f))
        {
            var radius = dice.Between(0.5f, 1.2f);
            light = Blur(Blur(light, width, height, 2 * radius, 0, 5), width, height, 0, 2 * radius, 5);
        }

        var gain = Metered(light) * MathF.Pow(2, dice.Between(conditions.Stops));
        var balance = new Vector3(dice.Between(0.9f, 1.1f), 1, dice.Between(0.9f, 1.1f)) * gain;
        var vignette = dice.Between(0, 0.45f);
        var (read, shot) = (dice.Between(conditions.ReadNoise), dice.Between(0.0001f, 0.0022f));
        var image = new RgbImage(width, height);
        for (var y = 0; y < height; y++)
        {
            var row = image.Row(y);
            for (var x = 0; x < width; x++)
            {
                var (u, v) = (2f * x / width - 1, 2f * y / height - 1);
                var colour = light[y * width + x] * balance * (1 - vignette * (u * u + v * v) / 2);
                var noise = MathF.Sqrt(read * read + shot * MathF.Max(0, colour.Y));
                var bits = dice.Next();
                row[3 * x] = Quantise(colour.X + noise * Normal[bits & 4095]);
                row[3 * x + 1] = Quantise(colour.Y + noise * Normal[(bits >> 12) & 4095]);
                row[3 * x + 2] = Quantise(colour.Z + noise * Normal[(bits >> 24) & 4095]);
            }
        }

        return image;
    }

    private static byte Quantise(float value) => Gamma[(int)(Math.Clamp(value, 0, 1) * (Steps - 1))];

    /// <summary>The gain that brings the mean to middle grey.</summary>
    private static float Metered(Vector3[] light)
    {
        var sum = Vector3.Zero;
        foreach (var value in light)
        {
            sum += Vector3.Min(value, Vector3.One);
        }

        return 0.22f * light.Length / (sum.Y + 1e-3f * light.Length);
    }

    /// <summary>The mean along a line of the given extent in pixels.</summary>
    private static Vector3[] Blur(Vector3[] light, int width, int height, float extentX, float extentY, int taps)
    {
        var result = new Vector3[light.Length];
        Span<int> offsetX = stackalloc int[taps];
        Span<int> offsetY = stackalloc int[taps];
        for (var tap = 0; tap < taps; tap++)
        {
            offsetX[tap] = (int)MathF.Round(extentX * (tap / (taps - 1f) - 0.5f));
            offsetY[tap] = (int)MathF.Round(extentY * (tap / (taps - 1f) - 0.5f));
        }

        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var sum = Vector3.Zero;
                for (var tap = 0; tap < taps; tap++)
                {
                    sum += light[Math.Clamp(y + offsetY[tap], 0, height - 1) * width + Math.Clamp(x + offsetX[tap], 0, width - 1)];
                }

                result[y * width + x] = sum / taps;
            }
        }

        return result;
    }

    private static float[] NormalTable()
    {
        var dice = new Dice(1, 1);
        var table = new float[4096];
        for (var i = 0; i < table.Length; i++)
        {
            var sum = -6f;
            for (var k = 0; k < 12; k++)
            {
                sum += dice.Unit();
            }

            table[i] = sum;
        }

        return table;
    }
}
