using System.Globalization;
using System.Text;

namespace ModelOptimizer.Pipeline.Keys;

/// <summary>The hash of a data set: names and contents of all its files, wherever the folder lies.</summary>
/// <param name="memory">Folder that remembers the hash of an unchanged data set; null always reads every byte.</param>
public sealed class Fingerprint(string? memory)
{
    /// <summary>The hash of files below a folder. A data set whose files have the sizes and times of last time is not read again.</summary>
    /// <param name="root">The data set's folder.</param>
    /// <param name="files">Full paths; missing ones count as missing.</param>
    public string Of(string root, IEnumerable<string> files)
    {
        FileInfo[] sorted = [.. files.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(path => new FileInfo(path))];
        var listing = Listing(root, sorted);
        var remembered = memory is null ? null : Path.Combine(memory, listing);
        if (remembered is not null && File.Exists(remembered) && File.ReadAllText(remembered) is { Length: 64 } known)
        {
            return known;
        }

        var hash = Contents(root, sorted);
        if (remembered is not null)
        {
            Remember(remembered, hash);
        }

        return hash;
    }

    private static string Listing(string root, FileInfo[] files)
    {
        var key = new KeyBuilder().Add("root", root);
        foreach (var file in files)
        {
            var state = file.Exists ? string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc.Ticks}") : "missing";
            key.Add(file.FullName, state);
        }

        return key.Build().Hash;
    }

    private static string Contents(string root, FileInfo[] files)
    {
        var hashes = new string[files.Length];
        Parallel.For(0, files.Length, i => hashes[i] = files[i].Exists ? FileHash.Of(files[i].FullName) : "missing");
        var key = new KeyBuilder();
        for (var i = 0; i < files.Length; i++)
        {
            key.Add(Path.GetRelativePath(root, files[i].FullName).Replace('\\', '/'), hashes[i]);
        }

        return key.Build().Hash;
    }

    // A cache that cannot be written costs time, not correctness: the run that needs to write it says so.
    private static void Remember(string path, string hash)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var temporary = $"{path}.{Environment.ProcessId}";
            File.WriteAllText(temporary, hash, Encoding.ASCII);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }
}
