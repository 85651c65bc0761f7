using System.Globalization;
using ModelOptimizer.Graph.Onnx.Wire;

namespace ModelOptimizer.Graph.Onnx;

/// <summary>Reads tensor contents from files beside the model; never from outside the model's own folder.</summary>
/// <param name="folder">The folder of the model; null where the model is not a file.</param>
internal sealed class ExternalData(string? folder)
{
    /// <exception cref="GraphException">The reference is malformed, leaves the folder, or the file does not hold what it says.</exception>
    public byte[] Read(IEnumerable<StringStringEntryProto> reference)
    {
        var entries = reference.ToLookup(entry => entry.Key, entry => entry.Value);
        var path = Resolve(entries["location"].LastOrDefault() ?? throw new GraphException("its external data has no location."));
        try
        {
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

        var path = Path.GetFullPath(Path.Combine(folder, location));
        return IsInside(path) && (File.ResolveLinkTarget(path, returnFinalTarget: true) is not { } target || IsInside(target.FullName))
            ? path
            : throw new GraphException($"its external data '{location}' lies outside the model's folder, where it is not read.");
    }

    private bool IsInside(string path) => path.StartsWith(Path.TrimEndingDirectorySeparator(folder!) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static long Number(string? text, long fallback) => text is null ? fallback
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new GraphException($"its external data has the malformed number '{text}'.");
}
