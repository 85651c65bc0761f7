using System.Globalization;
using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Tests;

/// <summary>A VOC data set made by a test.</summary>
internal sealed class VocFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<string> names = [];

    public string Root => folder.Path;

    public string List => Path.Combine(Root, "ImageSets", "Main", "train.txt");

    /// <summary>An object element on one line.</summary>
    public static string Object(string name, int xmin, int ymin, int xmax, int ymax, bool difficult = false) => string.Create(
        CultureInfo.InvariantCulture,
        $"<object><name>{name}</name><difficult>{(difficult ? 1 : 0)}</difficult><bndbox><xmin>{xmin}</xmin><ymin>{ymin}</ymin><xmax>{xmax}</xmax><ymax>{ymax}</ymax></bndbox></object>");

    /// <summary>Adds an image with its annotation, whose objects start on line 3.</summary>
    public VocFolder Add(string name, RgbImage image, params string[] objects)
        => AddXml(name, image, $"<annotation>\n<size><width>{image.Width}</width><height>{image.Height}</height></size>\n{string.Join("\n", objects)}\n</annotation>");

    public VocFolder AddXml(string name, RgbImage image, string xml)
    {
        folder.Write($"JPEGImages/{name}.png", PngEncoder.Encode(image));
        folder.Write($"Annotations/{name}.xml", xml);
        return AddName(name);
    }

    public VocFolder AddName(string name)
    {
        names.Add(name);
        folder.Write("ImageSets/Main/train.txt", string.Join("\n", names) + "\n");
        return this;
    }

    public string Annotation(string name) => Path.Combine(Root, "Annotations", name + ".xml");

    public string Image(string name) => Path.Combine(Root, "JPEGImages", name + ".png");

    public DetectionDataset Read(string split = "train") => VocReader.Read(Root, split, ["cat", "dog"]);

    public void Dispose() => folder.Dispose();
}
