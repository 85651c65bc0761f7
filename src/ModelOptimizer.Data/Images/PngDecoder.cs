namespace ModelOptimizer.Data.Images;

/// <summary>PNG decoding by libpng: any colour type and bit depth becomes 8-bit sRGB; transparency is composed onto black.</summary>
internal static unsafe class PngDecoder
{
    /// <summary>Deflate makes at most 1032 bytes of one (zlib's technical details), and a byte holds 8 pixels of one bit. A header that promises more is not believed, unless the image is small.</summary>
    private const long PixelsPerByte = 1032 * 8;

    private const long Unquestioned = 1 << 22;

    public static bool Recognizes(ReadOnlySpan<byte> data) => data.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']);

    public static (int Width, int Height) ReadSize(ReadOnlySpan<byte> data, string path)
    {
        fixed (byte* source = data)
        {
            var header = new LibPng.Image();
            Begin(ref header, source, data.Length, path);
            LibPng.Free(ref header);
            return ((int)header.Width, (int)header.Height);
        }
    }

    public static RgbImage Decode(ReadOnlySpan<byte> data, string path)
    {
        fixed (byte* source = data)
        {
            var header = new LibPng.Image();
            Begin(ref header, source, data.Length, path);
            try
            {
                header.Format = LibPng.FormatRgb;
                var image = new RgbImage((int)header.Width, (int)header.Height);
                var black = stackalloc byte[3];
                fixed (byte* pixels = image.Pixels)
                {
                    return LibPng.FinishRead(ref header, black, pixels, image.Width * 3, 0) != 0 ? image : throw Failure(header, path);
                }
            }
            finally
            {
                LibPng.Free(ref header);
            }
        }
    }

    private static void Begin(ref LibPng.Image header, byte* data, int length, string path)
    {
        LibPng.System.Require();
        if (LibPng.BeginRead(ref header, data, (nuint)length) == 0)
        {
            LibPng.Free(ref header);
            throw Failure(header, path);
        }

        if (!RgbImage.IsSupportedSize(header.Width, header.Height) || (long)header.Width * header.Height > Unquestioned + (length * PixelsPerByte))
        {
            LibPng.Free(ref header);
            throw new DatasetException(path, $"a PNG of {header.Width} x {header.Height} pixels is not supported");
        }
    }

    private static DatasetException Failure(in LibPng.Image header, string path) => new(path, $"damaged or unsupported PNG: {header.Reason}");
}
