using System.Xml.Linq;

namespace ArenaRenderer;

/// <summary>A data set in PASCAL VOC's layout: JPEGImages, Annotations and ImageSets/Main with a split of 70 : 15 : 15.</summary>
internal sealed class VocDataSet
{
    private readonly string _folder;
    private readonly int _width;
    private readonly int _height;

    public VocDataSet(string folder, int width, int height)
    {
        (_folder, _width, _height) = (folder, width, height);
        foreach (var name in (ReadOnlySpan<string>)["JPEGImages", "Annotations", "ImageSets/Main"])
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
        }
    }

    public void Write(int index, byte[] rgb, IReadOnlyList<Box> boxes)
    {
        PngFile.Write(Path.Combine(_folder, "JPEGImages", $"{Name(index)}.png"), rgb, _width, _height);
        Annotation(index, boxes).Save(Path.Combine(_folder, "Annotations", $"{Name(index)}.xml"));
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
    private XElement Annotation(int index, IReadOnlyList<Box> boxes) =>
        new(
            "annotation",
            new XElement("folder", "JPEGImages"),
            new XElement("filename", $"{Name(index)}.png"),
            new XElement("size", new XElement("width", _width), new XElement("height", _height), new XElement("depth", 3)),
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
