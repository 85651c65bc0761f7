using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Annotations;

/// <summary>
/// Reads data sets in the layout of PASCAL VOC: <c>ImageSets/Main/SPLIT.txt</c> lists names, <c>Annotations/NAME.xml</c> holds the objects,
/// <c>JPEGImages/NAME.jpg</c> (or .jpeg, .png) the image.
/// </summary>
public static class VocReader
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png"];

    /// <summary>Reads a split.</summary>
    /// <param name="root">The folder that holds ImageSets, Annotations and JPEGImages.</param>
    /// <param name="split">The name of the list, such as <c>train</c>.</param>
    /// <param name="classes">The classes to detect; their order gives the indices.</param>
    /// <exception cref="DatasetException">A file is missing or malformed, or an object has a class that is not listed.</exception>
    /// <exception cref="NativeLibraryException">An image decoder's library is not installed.</exception>
    public static DetectionDataset Read(string root, string split, IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        var annotations = new VocAnnotations(classes);
        var samples = new List<DetectionSample>();
        foreach (var (name, annotation, image) in List(root, split))
        {
            var (width, height) = ImageFile.ReadSize(image);
            samples.Add(new(name, image, annotation, width, height, annotations.Read(annotation, width, height)));
        }

        return new(classes, samples, annotations.Warnings);
    }

    /// <summary>The files that a split consists of: its list, then each sample's annotation and image. Opens only the list.</summary>
    /// <param name="root">The folder that holds ImageSets, Annotations and JPEGImages.</param>
    /// <param name="split">The name of the list, such as <c>train</c>.</param>
    /// <exception cref="DatasetException">A file is missing, or the list is malformed.</exception>
    public static IReadOnlyList<string> Files(string root, string split) =>
        [ListPath(root, split), .. List(root, split).SelectMany(entry => (string[])[entry.Annotation, entry.Image])];

    private static List<(string Name, string Annotation, string Image)> List(string root, string split)
    {
        NameInDataset.Check(root, split);
        var list = ListPath(root, split);
        var entries = new List<(string, string, string)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var line = 0;
        foreach (var text in ReadList(list))
        {
            line++;
            var name = text.Trim();
            if (name.Length == 0)
            {
                continue;
            }

            if (!NameInDataset.IsInside(name))
            {
                throw new DatasetException(list, line, $"'{name}' points outside the data set");
            }

            if (!names.Add(name))
            {
                throw new DatasetException(list, line, $"'{name}' is listed twice");
            }

            var annotation = Path.Combine(root, "Annotations", name + ".xml");
            if (!File.Exists(annotation))
            {
                throw new DatasetException(list, line, $"'{name}' has no annotation file {annotation}");
            }

            var image = FindImage(root, name) ?? throw new DatasetException(
                list, line, $"'{name}' has no image {Path.Combine(root, "JPEGImages", name)} with one of the extensions {string.Join(", ", Extensions)}");
            entries.Add((name, annotation, image));
        }

        return entries.Count > 0 ? entries : throw new DatasetException(list, "the split lists no image");
    }

    private static string ListPath(string root, string split) => Path.Combine(root, "ImageSets", "Main", split + ".txt");

    private static string[] ReadList(string list)
    {
        try
        {
            return File.ReadAllLines(list);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException(list, $"the list of the split cannot be read: {failure.Message}", failure);
        }
    }

    private static string? FindImage(string root, string name)
    {
        foreach (var extension in Extensions)
        {
            var path = Path.Combine(root, "JPEGImages", name + extension);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
