using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Tests.Annotations;

public sealed class DatasetFingerprintTests
{
    [Fact]
    public void Does_not_depend_on_the_folder()
    {
        using var here = Create();
        using var there = Create();

        Assert.Equal(DatasetFingerprint.Compute(here.Read()), DatasetFingerprint.Compute(there.Read()));
    }

    [Fact]
    public void Changes_with_an_annotation()
    {
        using var voc = Create();
        var before = DatasetFingerprint.Compute(voc.Read());
        File.AppendAllText(voc.Annotation("b"), " ");

        Assert.NotEqual(before, DatasetFingerprint.Compute(voc.Read()));
    }

    [Fact]
    public void Changes_with_an_image()
    {
        using var voc = Create();
        var before = DatasetFingerprint.Compute(voc.Read());
        PngEncoder.Save(TestImages.Uniform(8, 8, 0, 0, 1), voc.Image("a"));

        Assert.NotEqual(before, DatasetFingerprint.Compute(voc.Read()));
    }

    [Fact]
    public void Changes_with_the_order_of_the_classes()
    {
        using var voc = Create();

        Assert.NotEqual(
            DatasetFingerprint.Compute(VocReader.Read(voc.Root, "train", ["cat", "dog"])), DatasetFingerprint.Compute(VocReader.Read(voc.Root, "train", ["dog", "cat"])));
    }

    private static VocFolder Create() => new VocFolder()
        .Add("a", new RgbImage(8, 8), VocFolder.Object("cat", 1, 1, 4, 4))
        .Add("b", new RgbImage(8, 8));
}
