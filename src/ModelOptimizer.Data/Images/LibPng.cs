using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace ModelOptimizer.Data.Images;

/// <summary>The simplified API of libpng (png.h, section 5).</summary>
internal static unsafe partial class LibPng
{
    public const uint FormatRgb = 2;
    private const string Library = "libpng16.so.16";

    public static SystemLibrary System { get; } = new(Library, "libpng16-16");

    [LibraryImport(Library, EntryPoint = "png_image_begin_read_from_memory")]
    public static partial int BeginRead(ref Image image, byte* data, nuint size);

    [LibraryImport(Library, EntryPoint = "png_image_finish_read")]
    public static partial int FinishRead(ref Image image, byte* background, byte* pixels, int rowStride, nint colorMap);

    [LibraryImport(Library, EntryPoint = "png_image_write_to_memory")]
    public static partial int Write(ref Image image, byte* memory, ref nuint size, int convertTo8Bit, byte* pixels, int rowStride, nint colorMap);

    [LibraryImport(Library, EntryPoint = "png_image_free")]
    public static partial void Free(ref Image image);

    /// <summary>
    /// png_image; <see cref="Opaque"/> is the library's and must start as null. The library remembers the structure's address between calls, to
    /// report errors there: it must be a local variable, passed by reference and never copied.
    /// </summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Image()
    {
        public nint Opaque;
        public uint Version = 1;
        public uint Width;
        public uint Height;
        public uint Format;
        public uint Flags;
        public uint ColorMapEntries;
        public uint WarningOrError;
        public MessageText Message;

        public readonly string Reason
        {
            get
            {
                ReadOnlySpan<byte> text = Message;
                var end = text.IndexOf((byte)0);
                return Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
            }
        }
    }

    [InlineArray(64)]
    public struct MessageText
    {
        private byte first;
    }
}
