using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ModelOptimizer.Data.Images;

/// <summary>The part of the TurboJPEG API (turbojpeg.h) that decoding and encoding need.</summary>
internal static unsafe partial class TurboJpeg
{
    public const int PixelFormatRgb = 0;
    public const int Sampling420 = 2;
    public const int KeepBuffer = 1024;
    private const string Library = "libturbojpeg.so.0";

    public static SystemLibrary System { get; } = new(Library, "libturbojpeg0");

    [LibraryImport(Library, EntryPoint = "tjInitDecompress")]
    public static partial Decompressor InitDecompress();

    [LibraryImport(Library, EntryPoint = "tjDecompressHeader3")]
    public static partial int DecompressHeader(Decompressor handle, byte* data, nuint size, out int width, out int height, out int subsampling, out int colorSpace);

    [LibraryImport(Library, EntryPoint = "tjDecompress2")]
    public static partial int Decompress(Decompressor handle, byte* data, nuint size, byte* pixels, int width, int pitch, int height, int pixelFormat, int flags);

    [LibraryImport(Library, EntryPoint = "tjInitCompress")]
    public static partial Compressor InitCompress();

    [LibraryImport(Library, EntryPoint = "tjBufSize")]
    public static partial CULong BufferSize(int width, int height, int subsampling);

    [LibraryImport(Library, EntryPoint = "tjCompress2")]
    public static partial int Compress(
        Compressor handle, byte* pixels, int width, int pitch, int height, int pixelFormat, byte** buffer, CULong* size, int subsampling, int quality, int flags);

    /// <summary>The reason of the last failure; the string belongs to the library.</summary>
    [LibraryImport(Library, EntryPoint = "tjGetErrorStr2")]
    public static partial nint GetError(Codec handle);

    [LibraryImport(Library, EntryPoint = "tjDestroy")]
    private static partial int Destroy(nint handle);

    public abstract class Codec() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
    {
        protected override bool ReleaseHandle() => Destroy(handle) == 0;
    }

    public sealed class Decompressor : Codec;

    public sealed class Compressor : Codec;
}
