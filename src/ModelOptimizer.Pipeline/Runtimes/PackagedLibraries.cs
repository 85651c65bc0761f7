using System.Globalization;
using System.Security.Cryptography;

namespace ModelOptimizer.Pipeline.Runtimes;

/// <summary>
/// The native libraries of a folder of NuGet packages. A library that is too large for one package is cut: <c>runtimes/RID/native/NAME</c> is its beginning, beside it
/// <c>NAME.sha</c> the SHA-256 of the whole, and <c>fragments/RID/native/NAME.fragment1</c> and so on in other packages are the rest.
/// </summary>
internal static class PackagedLibraries
{
    private const string HashSuffix = ".sha";
    private const string FragmentMark = ".fragment";

    /// <summary>Moves all libraries of a platform into one folder, whole.</summary>
    /// <param name="packages">The folder of packages, <c>ID/VERSION</c> each; not to be used afterwards.</param>
    /// <param name="platform">The platform's runtime identifier.</param>
    /// <param name="target">An empty folder on the same disk.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InvalidDataException">A library is not what its hash says, parts are missing, or there are two of a name.</exception>
    public static void Gather(string packages, string platform, string target, CancellationToken cancellation)
    {
        var fragments = FilesOf(packages, "fragments", platform).ToLookup(NameOf, StringComparer.Ordinal);
        foreach (var library in FilesOf(packages, "runtimes", platform).Where(file => !file.EndsWith(HashSuffix, StringComparison.Ordinal)))
        {
            var name = Path.GetFileName(library);
            if (File.Exists(Path.Combine(target, name)))
            {
                throw new InvalidDataException($"two packages bring {name}.");
            }

            if (fragments.Contains(name))
            {
                Join(library, [.. fragments[name].OrderBy(NumberOf)], cancellation);
            }

            File.Move(library, Path.Combine(target, name));
        }

        if (fragments.FirstOrDefault(parts => !File.Exists(Path.Combine(target, parts.Key))) is { } orphan)
        {
            throw new InvalidDataException($"the beginning of {orphan.Key} is missing.");
        }
    }

    private static IEnumerable<string> FilesOf(string packages, string kind, string platform) =>
        from package in Directory.EnumerateDirectories(packages)
        from version in Directory.EnumerateDirectories(package)
        let folder = Path.Combine(version, kind, platform, "native")
        where Directory.Exists(folder)
        from file in Directory.EnumerateFiles(folder)
        select file;

    private static void Join(string library, string[] fragments, CancellationToken cancellation)
    {
        var name = Path.GetFileName(library);
        using var whole = new FileStream(library, FileMode.Open, FileAccess.ReadWrite);
        whole.Position = whole.Length;
        foreach (var (index, fragment) in fragments.Index())
        {
            if (NumberOf(fragment) != index + 1)
            {
                throw new InvalidDataException($"fragment {index + 1} of {name} is missing.");
            }

            cancellation.ThrowIfCancellationRequested();
            using (var part = File.OpenRead(fragment))
            {
                part.CopyTo(whole);
            }

            // Parts and whole at once would be twice several gigabytes.
            File.Delete(fragment);
        }

        whole.Position = 0;
        var expected = File.Exists(library + HashSuffix) ? File.ReadAllText(library + HashSuffix).Trim() : throw new InvalidDataException($"the hash of {name} is missing.");
        if (!Convert.ToHexStringLower(SHA256.HashData(whole)).Equals(expected, StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidDataException($"{name} is not what its hash says.");
        }
    }

    private static string NameOf(string fragment) => Path.GetFileName(fragment)[..^Suffix(fragment).Length];

    private static int NumberOf(string fragment) =>
        int.TryParse(Suffix(fragment).AsSpan(FragmentMark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidDataException($"{Path.GetFileName(fragment)} is not the name of a fragment.");

    private static string Suffix(string fragment)
    {
        var suffix = Path.GetExtension(fragment);
        return suffix.StartsWith(FragmentMark, StringComparison.Ordinal) ? suffix : throw new InvalidDataException($"{Path.GetFileName(fragment)} is not the name of a fragment.");
    }
}
