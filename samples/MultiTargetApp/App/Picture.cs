using System.Globalization;
using System.Text;

namespace App;

/// <summary>A picture from a PPM file (P6), which is its samples after a line of text or three.</summary>
internal sealed record Picture(byte[] Rgb, int Width, int Height)
{
    public static Picture Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var words = Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 32)).Split((char[]?)null, 5, StringSplitOptions.None);
        if (words is not ["P6", var across, var down, "255", _])
        {
            throw new InvalidDataException($"{path} is not a PPM file as render.cs writes it");
        }

        var (width, height) = (int.Parse(across, CultureInfo.InvariantCulture), int.Parse(down, CultureInfo.InvariantCulture));
        return new(bytes[^(3 * width * height)..], width, height);
    }

    /// <summary>Red, green and blue from 0 to 1, one after the other.</summary>
    public float[] Planes()
    {
        var area = Width * Height;
        var planes = new float[3 * area];
        for (var i = 0; i < Rgb.Length; i++)
        {
            planes[i % 3 * area + i / 3] = Rgb[i] / 255f;
        }

        return planes;
    }
}
