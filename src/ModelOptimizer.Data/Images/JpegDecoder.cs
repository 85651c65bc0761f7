using System.Runtime.InteropServices;

namespace ModelOptimizer.Data.Images;

/// <summary>JPEG decoding by libjpeg-turbo, at full size or scaled down inside the inverse DCT.</summary>
internal static unsafe class JpegDecoder
{
    /// <summary>
    /// A block of 8 x 8 pixels takes at least one bit (in progressive mode, all of one colour), so that a byte holds at most 512 pixels; here with room to
    /// spare. A header that promises more is not believed before memory is taken for it, unless the image is small.
    /// </summary>
    private const long PixelsPerByte = 1024;

    private const long Unquestioned = 1 << 22;

    public static bool Recognizes(ReadOnlySpan<byte> data) => data.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    public static (int Width, int Height) ReadSize(ReadOnlySpan<byte> data, string path)
    {
        using var decompressor = Open(path);
        return ReadSize(decompressor, data, path);
    }

    /// <summary>
    /// Decodes with the smallest factor of 1/8, 1/4, 1/2 and 1 whose result is at least minimumWidth x minimumHeight; 0 x 0 asks for full size. The
    /// library knows other eighths too, but without vector code: they take two to four times as long as full size.
    /// </summary>
    public static RgbImage Decode(ReadOnlySpan<byte> data, string path, int minimumWidth, int minimumHeight)
    {
        using var decompressor = Open(path);
        var (width, height) = ReadSize(decompressor, data, path);
        var eighths = minimumWidth == 0 && minimumHeight == 0 ? 8 : 1;
        while (eighths < 8 && (Scaled(width, eighths) < minimumWidth || Scaled(height, eighths) < minimumHeight))
        {
            eighths *= 2;
        }

        var image = new RgbImage(Scaled(width, eighths), Scaled(height, eighths));
        fixed (byte* source = data)
        fixed (byte* pixels = image.Pixels)
        {
            // Damaged data is only a warning to the library; here it is an error, since what follows the damage is grey.
            if (TurboJpeg.Decompress(decompressor, source, (nuint)data.Length, pixels, image.Width, 0, image.Height, TurboJpeg.PixelFormatRgb, 0) != 0)
            {
                throw Failure(decompressor, path);
            }
        }

        return image;
    }

    // TJSCALED of turbojpeg.h: rounded up.
    private static int Scaled(int length, int eighths) => (length * eighths + 7) / 8;

    private static (int Width, int Height) ReadSize(TurboJpeg.Decompressor decompressor, ReadOnlySpan<byte> data, string path)
    {
        fixed (byte* source = data)
        {
            if (TurboJpeg.DecompressHeader(decompressor, source, (nuint)data.Length, out var width, out var height, out _, out _) != 0)
            {
                throw Failure(decompressor, path);
            }

            return RgbImage.IsSupportedSize(width, height) && (long)width * height <= Unquestioned + (data.Length * PixelsPerByte)
                ? (width, height)
                : throw new DatasetException(path, $"a JPEG of {width} x {height} pixels is not supported");
        }
    }

    private static TurboJpeg.Decompressor Open(string path)
    {
        TurboJpeg.System.Require();
        var decompressor = TurboJpeg.InitDecompress();
        return decompressor.IsInvalid ? throw new DatasetException(path, "the JPEG decoder cannot be created (out of memory)") : decompressor;
    }

    private static DatasetException Failure(TurboJpeg.Decompressor decompressor, string path)
        => new(path, $"damaged or unsupported JPEG: {Marshal.PtrToStringUTF8(TurboJpeg.GetError(decompressor))}");
}
