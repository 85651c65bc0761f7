using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Tests;

/// <summary>Small images with known pixels.</summary>
internal static class TestImages
{
    /// <summary>A JPEG of 32 x 16 pixels, left half pure red and right half pure blue, written by libjpeg-turbo at quality 100 without chroma subsampling.</summary>
    public static byte[] RedBlueJpeg { get; } = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ"
        + "EBAQEBAQH/2wBDAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/wAARCAAQ"
        + "ACADAREAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhBy"
        + "JxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKT"
        + "lJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAA"
        + "AAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRom"
        + "JygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExc"
        + "bHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwD8X6/ynP8Av4CgD8h6/wDVQP8AzXwoA/Xiv/KvP/SgCgD8h6/9"
        + "VA/818KAP//Z");

    public static RgbImage Uniform(int width, int height, byte red, byte green, byte blue)
    {
        var image = new RgbImage(width, height);
        for (var i = 0; i < image.Pixels.Length; i += 3)
        {
            image.Pixels[i] = red;
            image.Pixels[i + 1] = green;
            image.Pixels[i + 2] = blue;
        }

        return image;
    }

    /// <summary>Red grows by <paramref name="step"/> per column, green per row; blue is 7.</summary>
    public static RgbImage Ramp(int width, int height, int step)
    {
        var image = new RgbImage(width, height);
        for (var y = 0; y < height; y++)
        {
            var row = image.Row(y);
            for (var x = 0; x < width; x++)
            {
                row[3 * x] = (byte)(x * step);
                row[3 * x + 1] = (byte)(y * step);
                row[3 * x + 2] = 7;
            }
        }

        return image;
    }

    public static (byte Red, byte Green, byte Blue) At(this RgbImage image, int x, int y)
    {
        var row = image.Row(y);
        return (row[3 * x], row[3 * x + 1], row[3 * x + 2]);
    }
}
