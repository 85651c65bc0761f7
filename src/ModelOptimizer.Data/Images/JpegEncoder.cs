using System.Runtime.InteropServices;

namespace ModelOptimizer.Data.Images;

/// <summary>Writes images as JPEG with halved colour resolution by libjpeg-turbo.</summary>
public static unsafe class JpegEncoder
{
    /// <summary>Encodes an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="quality">From 1, small, to 100, faithful.</param>
    /// <returns>The bytes of the JPEG file.</returns>
    /// <exception cref="NativeLibraryException">libjpeg-turbo is not installed.</exception>
    public static byte[] Encode(RgbImage image, int quality = 85)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        TurboJpeg.System.Require();
        using var compressor = TurboJpeg.InitCompress();
        var encoded = new byte[checked((int)TurboJpeg.BufferSize(image.Width, image.Height, TurboJpeg.Sampling420).Value)];
        var size = new CULong((nuint)encoded.Length);
        fixed (byte* memory = encoded)
        fixed (byte* pixels = image.Pixels)
        {
            var buffer = memory;
            if (compressor.IsInvalid || TurboJpeg.Compress(
                compressor, pixels, image.Width, 0, image.Height, TurboJpeg.PixelFormatRgb, &buffer, &size, TurboJpeg.Sampling420, quality, TurboJpeg.KeepBuffer) != 0)
            {
                throw new InvalidOperationException($"libjpeg-turbo cannot encode the image: {(compressor.IsInvalid ? "out of memory" : Marshal.PtrToStringUTF8(TurboJpeg.GetError(compressor)))}");
            }
        }

        return encoded[..(int)size.Value];
    }
}
