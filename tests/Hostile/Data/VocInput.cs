using ModelOptimizer.Data;
using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Tests.Hostile.Data;

/// <summary>A VOC data set of one image with one damaged file. Beside the set lie files that a path out of it would find.</summary>
internal abstract class VocInput : FileInput
{
    protected const string Annotation =
        "<annotation>\n<folder>VOC</folder>\n<filename>a.png</filename>\n<size><width>32</width><height>16</height><depth>3</depth></size>\n"
        + "<object>\n<name>cat</name>\n<difficult>0</difficult>\n<bndbox><xmin>2</xmin><ymin>3</ymin><xmax>20</xmax><ymax>12</ymax></bndbox>\n</object>\n"
        + "<object><name>dog</name><bndbox><xmin>0.5</xmin><ymin>1</ymin><xmax>32</xmax><ymax>16</ymax></bndbox></object>\n</annotation>\n";

    private readonly string _damaged;

    protected VocInput(string damaged)
    {
        _damaged = damaged;
        var image = PngEncoder.Encode(new(32, 16));
        foreach (var place in (string[])["set/JPEGImages/a.png", "set/JPEGImages/sub/b.png", "secret.png", "set/secret.png"])
        {
            Write(place, image);
        }

        foreach (var place in (string[])["set/Annotations/a.xml", "set/Annotations/sub/b.xml", "secret.xml", "set/secret.xml"])
        {
            Write(place, System.Text.Encoding.UTF8.GetBytes(Annotation));
        }

        Write("set/ImageSets/Main/train.txt", "a\n"u8.ToArray());
    }

    /// <summary>What an XML reader and the image's header take.</summary>
    public override long Constant => 4 << 20;

    public override long Multiple => 256;

    public override bool IsRefusal(Exception error) => error is DatasetException;

    public override void Read(byte[] bytes)
    {
        Write(_damaged, bytes);
        var root = Path.Combine(Folder, "set");
        foreach (var sample in VocReader.Read(root, "train", ["cat", "dog"]).Samples)
        {
            if (!IsBelow(sample.ImagePath, "JPEGImages") || !IsBelow(sample.AnnotationPath, "Annotations"))
            {
                throw new HostileException($"it reads {sample.ImagePath} and {sample.AnnotationPath}");
            }
        }

        bool IsBelow(string path, string folder) => Path.GetFullPath(path).StartsWith(Path.Combine(root, folder) + "/", StringComparison.Ordinal);
    }
}
