namespace ModelOptimizer.Pipeline.Keys;

/// <summary>The hash of a data set: names and contents of all its files, wherever the folder lies.</summary>
/// <param name="memory">Folder that remembers the hashes of files; null always reads every byte.</param>
public sealed class Fingerprint(string? memory)
{
    private const string Missing = "missing";

    private readonly Dictionary<string, FileHashIndex> _known = new(StringComparer.Ordinal);

    /// <summary>The hash of files below a folder. A file that provably has not been written to since it was hashed is not read again.</summary>
    /// <param name="root">The data set's folder.</param>
    /// <param name="files">Full paths; missing ones count as missing.</param>
    public string Of(string root, IEnumerable<string> files)
    {
        string[] sorted = [.. files.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var names = Array.ConvertAll(sorted, file => Path.GetRelativePath(root, file));
        var hashes = new string?[sorted.Length];
        if (memory is null)
        {
            Parallel.For(0, sorted.Length, i => hashes[i] = Read(sorted[i]));
        }
        else
        {
            Recall(Known(memory, root), sorted, names, hashes);
        }

        var key = new KeyBuilder();
        for (var i = 0; i < sorted.Length; i++)
        {
            key.Add(names[i].Replace('\\', '/'), hashes[i]!);
        }

        return key.Build().Hash;
    }

    // To look at a thousand files takes less time than to start threads for it; to read them does not.
    private static void Recall(FileHashIndex known, string[] files, string[] names, string?[] hashes)
    {
        for (var i = 0; i < files.Length; i++)
        {
            hashes[i] = known.Find(files[i], names[i]);
        }

        if (Array.Exists(hashes, hash => hash is null))
        {
            Parallel.For(0, files.Length, i => hashes[i] ??= known.Learn(files[i], names[i]) ?? Read(files[i]));
            known.Save();
        }
    }

    private static string Read(string file) => File.Exists(file) ? FileHash.Of(file) : Missing;

    private FileHashIndex Known(string folder, string root) => _known.TryGetValue(root, out var known) ? known : _known[root] = FileHashIndex.Open(folder, root);
}
