using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using ModelOptimizer.Data.Geometry;

namespace ModelOptimizer.Data.Annotations;

/// <summary>
/// Reads the objects of VOC annotation files. VOC counts pixels from 1 and includes the last one, so <c>xmin</c> 1 and <c>xmax</c> 640 is the full
/// width of 640 pixels, from edge 0 to edge 640.
/// </summary>
internal sealed class VocAnnotations(IReadOnlyList<string> classes)
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
    private readonly List<AnnotationWarning> warnings = [];

    public IReadOnlyList<AnnotationWarning> Warnings => warnings;

    public IReadOnlyList<LabelledBox> Read(string path, int width, int height)
    {
        var root = Load(path);
        if (root.Name.LocalName != "annotation")
        {
            throw new DatasetException(path, Line(root), $"the root element is <{root.Name}>, not <annotation>");
        }

        CheckSize(path, root.Element("size"), width, height);
        var boxes = new List<LabelledBox>();
        foreach (var element in root.Elements("object"))
        {
            if (ReadObject(path, element, width, height) is { } box)
            {
                boxes.Add(box);
            }
        }

        return boxes;
    }

    private static XElement Load(string path)
    {
        try
        {
            // By stream: a path is no URI, and names may hold # or %.
            using var file = File.OpenRead(path);
            using var reader = XmlReader.Create(file, Settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
        }
        catch (XmlException failure)
        {
            throw new DatasetException(path, failure.LineNumber, $"malformed XML: {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException(path, $"the annotation cannot be read: {failure.Message}", failure);
        }
    }

    // Some tools leave the size out or write 0; then the image's own size is all there is.
    private static void CheckSize(string path, XElement? size, int width, int height)
    {
        if (size?.Element("width") is null || size.Element("height") is null)
        {
            return;
        }

        var (statedWidth, statedHeight) = (Number(path, size, "width"), Number(path, size, "height"));
        if (statedWidth != 0 && statedHeight != 0 && (statedWidth != width || statedHeight != height))
        {
            throw new DatasetException(path, Line(size), $"the annotation is for an image of {statedWidth} x {statedHeight} pixels, but the image has {width} x {height}");
        }
    }

    private LabelledBox? ReadObject(string path, XElement element, int width, int height)
    {
        var name = Child(path, element, "name");
        var index = IndexOf(path, name);
        var bounds = Child(path, element, "bndbox");
        var (xmin, ymin) = (Number(path, bounds, "xmin"), Number(path, bounds, "ymin"));
        var (xmax, ymax) = (Number(path, bounds, "xmax"), Number(path, bounds, "ymax"));
        var difficult = element.Element("difficult")?.Value.Trim() is "1" or "true";
        if (xmax <= xmin || ymax <= ymin)
        {
            return Skip(path, bounds, FormattableString.Invariant($"the box {xmin},{ymin} - {xmax},{ymax} has no area; skipped"));
        }

        var box = new BoundingBox(xmin - 1, ymin - 1, xmax, ymax);
        var visible = box.Clip(width, height);
        if (visible.Area == 0)
        {
            return Skip(path, bounds, FormattableString.Invariant($"the box {xmin},{ymin} - {xmax},{ymax} lies outside the image of {width} x {height} pixels; skipped"));
        }

        // Tools that count from 0 write xmin 0; losing that one column is not worth a word.
        if (xmin < 0 || ymin < 0 || xmax > width || ymax > height)
        {
            warnings.Add(new(path, Line(bounds), FormattableString.Invariant($"the box {xmin},{ymin} - {xmax},{ymax} leaves the image of {width} x {height} pixels; clipped"), Skipped: false));
        }

        return new(index, visible, difficult);
    }

    private LabelledBox? Skip(string path, XElement element, string message)
    {
        warnings.Add(new(path, Line(element), message, Skipped: true));
        return null;
    }

    private int IndexOf(string path, XElement name)
    {
        var text = name.Value.Trim();
        for (var i = 0; i < classes.Count; i++)
        {
            if (classes[i] == text)
            {
                return i;
            }
        }

        throw new DatasetException(path, Line(name), $"unknown class '{text}'; the classes are {string.Join(", ", classes)}");
    }

    private static XElement Child(string path, XElement parent, string name)
        => parent.Element(name) ?? throw new DatasetException(path, Line(parent), $"<{parent.Name}> has no <{name}>");

    private static float Number(string path, XElement parent, string name)
    {
        var element = Child(path, parent, name);
        return float.TryParse(element.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value)
            ? value
            : throw new DatasetException(path, Line(element), $"<{name}> is '{element.Value}', not a number");
    }

    private static int Line(XElement element) => ((IXmlLineInfo)element).LineNumber;
}
