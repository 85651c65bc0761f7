namespace ModelOptimizer.Data.Images;

/// <summary>Writes images as 8-bit RGB PNG by libpng.</summary>
public static unsafe class PngEncoder
{
    /// <summary>Encodes an image.</summary>
    /// <returns>The bytes of the PNG file.</returns>
    /// <exception cref="NativeLibraryException">libpng is not installed.</exception>
    public static byte[] Encode(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        LibPng.System.Require();
        var header = new LibPng.Image { Width = (uint)image.Width, Height = (uint)image.Height, Format = LibPng.FormatRgb };

        // Deflate grows incompressible data by well under 1/1000; the constant covers the chunks around it.
        var rawSize = image.Pixels.Length + image.Height;
        var encoded = new byte[rawSize + rawSize / 1000 + 1024];
        var size = (nuint)encoded.Length;
        fixed (byte* memory = encoded)
        fixed (byte* pixels = image.Pixels)
        {
            if (LibPng.Write(ref header, memory, ref size, 0, pixels, image.Width * 3, 0) == 0)
            {
                throw new InvalidOperationException($"libpng cannot encode the image: {header.Reason}");
            }
        }

        return encoded[..(int)size];
    }

    /// <summary>Encodes an image into a file, written beside its place and renamed into it.</summary>
    /// <exception cref="NativeLibraryException">libpng is not installed.</exception>
    public static void Save(RgbImage image, string path)
    {
        var partial = path + ".partial";
        File.WriteAllBytes(partial, Encode(image));
        File.Move(partial, path, overwrite: true);
    }
}
