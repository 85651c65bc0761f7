using System.Xml.Linq;
using ModelOptimizer.Data.Images;

namespace ArenaRenderer;

/// <summary>A data set in PASCAL VOC's layout: JPEGImages, Annotations and ImageSets/Main with a split of 70 : 15 : 15.</summary>
internal sealed class VocDataSet
{
    private readonly string _folder;

    public VocDataSet(string folder)
    {
        _folder = folder;
        foreach (var name in (ReadOnlySpan<string>)["JPEGImages", "Annotations", "ImageSets/Main"])
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
        }
    }

    public void Write(int index, RgbImage image, IReadOnlyList<Box> boxes)
    {
        PngEncoder.Save(image, Path.Combine(_folder, "JPEGImages", $"{Name(index)}.png"));
        Annotation(index, image, boxes).Save(Path.Combine(_folder, "Annotations", $"{Name(index)}.xml"));
    }

    public void WriteSplits(int count)
    {
        var (train, val) = (count * 70 / 100, count * 85 / 100);
        WriteSplit("train", 0, train);
        WriteSplit("val", train, val);
        WriteSplit("test", val, count);
    }

    private void WriteSplit(string split, int start, int end) =>
        File.WriteAllLines(Path.Combine(_folder, "ImageSets", "Main", $"{split}.txt"), Enumerable.Range(start, end - start).Select(Name));

    // VOC counts pixels from 1 and includes the last one.
    private static XElement Annotation(int index, RgbImage image, IReadOnlyList<Box> boxes) =>
        new(
            "annotation",
            new XElement("folder", "JPEGImages"),
            new XElement("filename", $"{Name(index)}.png"),
            new XElement("size", new XElement("width", image.Width), new XElement("height", image.Height), new XElement("depth", 3)),
            new XElement("segmented", 0),
            boxes.Select(box => new XElement(
                "object",
                new XElement("name", box.Label),
                new XElement("pose", "Unspecified"),
                new XElement("truncated", box.Truncated ? 1 : 0),
                new XElement("difficult", box.Difficult ? 1 : 0),
                new XElement(
                    "bndbox",
                    new XElement("xmin", box.Left + 1),
                    new XElement("ymin", box.Top + 1),
                    new XElement("xmax", box.Right),
                    new XElement("ymax", box.Bottom)))));

    private static string Name(int index) => $"arena_{index:D4}";
}
