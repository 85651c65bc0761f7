using System.Globalization;
using ModelOptimizer.Graph.Onnx.Wire;

namespace ModelOptimizer.Graph.Onnx;

/// <summary>Reads tensor contents from files beside the model; never from outside the model's own folder.</summary>
/// <param name="folder">The folder of the model; null where the model is not a file.</param>
internal sealed class ExternalData(string? folder)
{
    /// <summary>As many as Linux follows.</summary>
    private const int MostLinks = 40;

    /// <exception cref="GraphException">The reference is malformed, leaves the folder, or the file does not hold what it says.</exception>
    public byte[] Read(IEnumerable<StringStringEntryProto> reference)
    {
        var entries = reference.ToLookup(entry => entry.Key, entry => entry.Value);
        var location = entries["location"].LastOrDefault() ?? throw new GraphException("its external data has no location.");
        try
        {
            var path = Resolve(location);
            using var file = File.OpenRead(path);
            var offset = Number(entries["offset"].LastOrDefault(), 0);
            var length = Number(entries["length"].LastOrDefault(), file.Length - offset);
            if (offset > file.Length || length > file.Length - offset || length > Array.MaxLength || length < 0)
            {
                throw new GraphException($"'{path}' has {file.Length:N0} bytes; {length:N0} are wanted from offset {offset:N0} on.");
            }

            var bytes = new byte[length];
            file.Position = offset;
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new GraphException($"its external data cannot be read: {error.Message}", error);
        }
    }

    private string Resolve(string location)
    {
        if (folder is null)
        {
            throw new GraphException($"its external data '{location}' can only be found when the model is read from a file.");
        }

        // A path cannot hold NUL.
        var path = location.Contains('\0', StringComparison.Ordinal) ? "" : Path.GetFullPath(Path.Combine(folder, location));
        return StaysInside(path, MostLinks) ? path
            : throw new GraphException($"its external data '{location}' lies outside the model's folder, where it is not read.");
    }

    /// <summary>Whether a path lies in the folder and no link on the way leaves it.</summary>
    private bool StaysInside(string path, int links)
    {
        if (links < 0 || !IsInside(path))
        {
            return false;
        }

        for (var part = path; IsInside(part); part = Path.GetDirectoryName(part)!)
        {
            if (File.ResolveLinkTarget(part, returnFinalTarget: false) is { } target)
            {
                return StaysInside(Path.GetFullPath(target.FullName + path[part.Length..]), links - 1);
            }
        }

        return true;
    }

    private bool IsInside(string path) => path.StartsWith(Path.TrimEndingDirectorySeparator(folder!) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static long Number(string? text, long fallback) => text is null ? fallback
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new GraphException($"its external data has the malformed number '{text}'.");
}
