using System.Runtime.InteropServices;

namespace ModelOptimizer.Pipeline.Keys;

/// <summary>
/// What changes with a file's content. The time of the last change is kept by the kernel and cannot be set back by who writes the file, other than the time
/// of the last modification, which tools that copy files preserve.
/// </summary>
/// <param name="Device">The file system.</param>
/// <param name="Inode">The file's number in it.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Modified">Time of the last modification, in nanoseconds since 1970.</param>
/// <param name="Changed">Time of the last change of content or attributes, in nanoseconds since 1970.</param>
internal readonly partial record struct FileState(ulong Device, ulong Inode, long Size, long Modified, long Changed)
{
    private const int CurrentFolder = -100;
    private const uint BasicStatistics = 0x7ff;
    private const int StatisticsBytes = 256;

    /// <summary>The state of a file; null where there is no such file, and on systems that do not tell.</summary>
    public static FileState? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        Span<byte> statistics = stackalloc byte[StatisticsBytes];
        try
        {
            return Statistics(CurrentFolder, path, 0, BasicStatistics, ref MemoryMarshal.GetReference(statistics)) == 0 ? Read(statistics) : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Offsets of <c>struct statx</c>, which are the same on all architectures.</summary>
    private static FileState Read(ReadOnlySpan<byte> statistics) => new(
        ((ulong)BitConverter.ToUInt32(statistics[136..]) << 32) | BitConverter.ToUInt32(statistics[140..]),
        BitConverter.ToUInt64(statistics[32..]),
        BitConverter.ToInt64(statistics[40..]),
        Time(statistics[112..]),
        Time(statistics[96..]));

    private static long Time(ReadOnlySpan<byte> seconds) => (BitConverter.ToInt64(seconds) * 1_000_000_000) + BitConverter.ToUInt32(seconds[8..]);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Statistics(int folder, string path, int flags, uint mask, ref byte statistics);
}
