namespace ModelOptimizer.Data.Annotations;

/// <summary>
/// Reads data sets whose folders are the labels: <c>SPLIT/CLASS/*.jpg</c> (or .jpeg, .png), in the order of the names. The images are opened only when a
/// batch needs them.
/// </summary>
public static class ImageFolderReader
{
    private static readonly HashSet<string> Extensions = new([".jpg", ".jpeg", ".png"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a split.</summary>
    /// <param name="root">The folder that holds the splits.</param>
    /// <param name="split">The name of a split's folder, such as <c>train</c>.</param>
    /// <param name="classes">The names of the class folders, all of them; their order gives the indices.</param>
    /// <exception cref="DatasetException">A folder is missing, empty or not listed.</exception>
    public static ClassificationDataset Read(string root, string split, IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        NameInDataset.Check(root, split);
        foreach (var name in classes)
        {
            NameInDataset.Check(root, name);
        }

        var folder = Path.Combine(root, split);
        if (Classes(root, split).FirstOrDefault(name => !classes.Contains(name)) is { } unknown)
        {
            throw new DatasetException(Path.Combine(folder, unknown), $"the folder is no class; the classes are {string.Join(", ", classes)}");
        }

        return new(classes, [.. classes.SelectMany((name, index) => Images(Path.Combine(folder, name)).Select(path => new ClassifiedImage(path, index)))]);
    }

    /// <summary>The names of a split's class folders, sorted.</summary>
    /// <exception cref="DatasetException">The split's folder cannot be read.</exception>
    public static IReadOnlyList<string> Classes(string root, string split)
    {
        NameInDataset.Check(root, split);
        return [.. List(Path.Combine(root, split), Directory.EnumerateDirectories).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The image files that a split consists of, class by class.</summary>
    /// <param name="root">The folder that holds the splits.</param>
    /// <param name="split">The name of a split's folder.</param>
    /// <exception cref="DatasetException">A folder cannot be read or holds no image.</exception>
    public static IReadOnlyList<string> Files(string root, string split) =>
        [.. Classes(root, split).SelectMany(name => Images(Path.Combine(root, split, name)))];

    private static string[] Images(string folder)
    {
        string[] images = [.. List(folder, Directory.EnumerateFiles).Where(path => Extensions.Contains(Path.GetExtension(path)))];
        Array.Sort(images, StringComparer.Ordinal);
        return images.Length > 0 ? images : throw new DatasetException(folder, $"the folder holds no image ({string.Join(", ", Extensions)})");
    }

    private static string[] List(string folder, Func<string, IEnumerable<string>> enumerate)
    {
        try
        {
            return [.. enumerate(folder)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException(folder, $"the folder of images cannot be read: {failure.Message}", failure);
        }
    }
}
