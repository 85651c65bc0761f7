using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace ModelOptimizer.Pipeline.Keys;

/// <summary>
/// Remembers the hashes of a folder's files. A hash holds as long as the file is in the state in which it was read; a file that was written to in the seconds
/// before is read again the next time, because a later change could bear the same time.
/// </summary>
internal sealed class FileHashIndex
{
    /// <summary>Longer than the times of any file system are apart.</summary>
    private const long Settled = 3_000_000_000;

    private const int Fields = 7;

    private readonly string _path;
    private readonly string _root;
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Entry> _fresh = new(StringComparer.Ordinal);

    private FileHashIndex(string path, string root) => (_path, _root) = (path, root);

    /// <summary>What is remembered of a folder; nothing where the memory cannot be read.</summary>
    public static FileHashIndex Open(string memory, string root)
    {
        var full = Path.GetFullPath(root);
        var index = new FileHashIndex(Path.Combine(memory, $"{FileHash.OfBytes(Encoding.UTF8.GetBytes(full))}.txt"), full);
        index.Load();
        return index;
    }

    /// <summary>The hash of a file's content, if it is remembered and the file is in the state in which it was read.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="name">Its path in the folder.</param>
    public string? Find(string path, string name) =>
        _entries.TryGetValue(name, out var entry) && FileState.Of(path) is { } state && entry.State == state ? entry.Hash : null;

    /// <summary>Reads a file for its hash; null where it is missing or its state is not known. Any number of threads may ask.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="name">Its path in the folder.</param>
    public string? Learn(string path, string name)
    {
        // The state first: a change while the file is read shows in the state the next time.
        var now = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;
        if (FileState.Of(path) is not { } state)
        {
            return null;
        }

        var hash = FileHash.Of(path);
        if (Math.Max(state.Changed, state.Modified) < now - Settled && !name.Contains('\n', StringComparison.Ordinal))
        {
            _fresh[name] = new(state, hash);
        }

        return hash;
    }

    /// <summary>Keeps what was learnt. A memory that cannot be written costs time, not correctness: the run that needs to write to the cache says so.</summary>
    public void Save()
    {
        if (_fresh.IsEmpty)
        {
            return;
        }

        var lines = _fresh.Concat(_entries.Where(entry => !_fresh.ContainsKey(entry.Key) && File.Exists(Path.Combine(_root, entry.Key))));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            var temporary = $"{_path}.{Environment.ProcessId}";
            File.WriteAllLines(temporary, lines.Select(line => Write(line.Key, line.Value)));
            File.Move(temporary, _path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }

        foreach (var (name, entry) in _fresh)
        {
            _entries[name] = entry;
        }

        _fresh.Clear();
    }

    private void Load()
    {
        try
        {
            foreach (var line in File.ReadLines(_path))
            {
                if (Read(line) is var (name, entry))
                {
                    _entries[name] = entry;
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static string Write(string name, Entry entry) => string.Create(
        CultureInfo.InvariantCulture, $"{entry.Hash} {entry.State.Device} {entry.State.Inode} {entry.State.Size} {entry.State.Modified} {entry.State.Changed} {name}");

    private static (string Name, Entry Entry)? Read(ReadOnlySpan<char> line)
    {
        Span<Range> fields = stackalloc Range[Fields];
        return line.Split(fields, ' ') == Fields && line[fields[0]].Length == 64
            && ulong.TryParse(line[fields[1]], CultureInfo.InvariantCulture, out var device) && ulong.TryParse(line[fields[2]], CultureInfo.InvariantCulture, out var inode)
            && long.TryParse(line[fields[3]], CultureInfo.InvariantCulture, out var size) && long.TryParse(line[fields[4]], CultureInfo.InvariantCulture, out var modified)
            && long.TryParse(line[fields[5]], CultureInfo.InvariantCulture, out var changed)
            ? (line[fields[6]].ToString(), new(new(device, inode, size, modified, changed), line[fields[0]].ToString()))
            : null;
    }

    private sealed record Entry(FileState State, string Hash);
}
