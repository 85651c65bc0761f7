namespace ModelOptimizer.Pipeline.Keys;

/// <summary>The hash of a data set: names and contents of all its files, wherever the folder lies.</summary>
/// <param name="memory">Folder that remembers the hashes of files; null always reads every byte.</param>
public sealed class Fingerprint(string? memory)
{
    private const string Missing = "missing";

    /// <summary>The hash of files below a folder. A file that provably has not been written to since it was hashed is not read again.</summary>
    /// <param name="root">The data set's folder.</param>
    /// <param name="files">Full paths; missing ones count as missing.</param>
    public string Of(string root, IEnumerable<string> files)
    {
        string[] sorted = [.. files.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var hashes = new string[sorted.Length];
        var known = memory is null ? null : FileHashIndex.Open(memory, root);
        Parallel.For(0, sorted.Length, i => hashes[i] = known?.Of(sorted[i]) ?? (File.Exists(sorted[i]) ? FileHash.Of(sorted[i]) : Missing));
        known?.Save();
        var key = new KeyBuilder();
        for (var i = 0; i < sorted.Length; i++)
        {
            key.Add(Path.GetRelativePath(root, sorted[i]).Replace('\\', '/'), hashes[i]);
        }

        return key.Build().Hash;
    }
}
