using System.Buffers;
using System.IO.MemoryMappedFiles;

namespace ModelOptimizer.Graph;

/// <summary>
/// A large file as memory, without a copy: what is not looked at is not read. It stays mapped until the process ends, because spans over it may
/// outlive the model. Another file may be renamed into its place meanwhile; the file itself must not be cut short.
/// </summary>
internal sealed unsafe class MappedFile : MemoryManager<byte>
{
    /// <summary>Smaller files are copied: their readers may come by the hundred.</summary>
    internal const int SmallestBytes = 16 << 20;

    private readonly byte* _start;
    private readonly int _length;

    private MappedFile(string path)
    {
        using var stream = File.OpenRead(path);
        using var file = MemoryMappedFile.CreateFromFile(stream, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _length = checked((int)stream.Length);

        // Never released.
        file.CreateViewAccessor(0, _length, MemoryMappedFileAccess.Read).SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    /// <summary>The content of a file.</summary>
    /// <exception cref="IOException">It cannot be read, or has more than <see cref="Array.MaxLength"/> bytes.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static ReadOnlyMemory<byte> Read(string path)
    {
        var length = new FileInfo(path).Length;
        if (length > Array.MaxLength)
        {
            throw new IOException($"it has {length:N0} bytes, more than {Array.MaxLength:N0}");
        }

        // Windows does not let a mapped file be replaced.
        return length >= SmallestBytes && !OperatingSystem.IsWindows() ? new MappedFile(path).Memory : File.ReadAllBytes(path);
    }

    /// <inheritdoc/>
    public override Span<byte> GetSpan() => new(_start, _length);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex, pinnable: this);

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }
}
