using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Tests.Annotations;

public sealed class VocReaderTests : IDisposable
{
    private readonly VocFolder voc = new();
    private readonly RgbImage image = new(100, 50);

    [Fact]
    public void Reads_objects_counting_pixels_from_one()
    {
        var sample = Assert.Single(voc.Add("a", image, VocFolder.Object("dog", 11, 21, 30, 40), VocFolder.Object("cat", 1, 1, 100, 50, difficult: true)).Read().Samples);

        Assert.Equal(("a", 100, 50), (sample.Name, sample.Width, sample.Height));
        Assert.Equal([new LabelledBox(1, new(10, 20, 30, 40), false), new LabelledBox(0, new(0, 0, 100, 50), true)], sample.Boxes);
    }

    [Fact]
    public void An_image_without_objects_is_a_sample() => Assert.Empty(voc.Add("a", image).Read().Samples[0].Boxes);

    [Fact]
    public void Skips_and_reports_a_box_without_area()
    {
        var dataset = voc.Add("a", image, VocFolder.Object("dog", 11, 21, 30, 40), VocFolder.Object("dog", 5, 5, 5, 5)).Read();

        Assert.Single(dataset.Samples[0].Boxes);
        Assert.Equal(new(voc.Annotation("a"), 4, "the box 5,5 - 5,5 has no area; skipped", Skipped: true), Assert.Single(dataset.Warnings));
    }

    [Fact]
    public void Clips_and_reports_a_box_that_leaves_the_image()
    {
        var dataset = voc.Add("a", image, VocFolder.Object("dog", 91, 41, 120, 60)).Read();

        Assert.Equal(new(90, 40, 100, 50), dataset.Samples[0].Boxes[0].Box);
        Assert.False(Assert.Single(dataset.Warnings).Skipped);
    }

    [Fact]
    public void Skips_and_reports_a_box_beyond_the_image()
    {
        var dataset = voc.Add("a", image, VocFolder.Object("dog", 110, 10, 120, 20)).Read();

        Assert.Empty(dataset.Samples[0].Boxes);
        Assert.True(Assert.Single(dataset.Warnings).Skipped);
    }

    [Fact]
    public void Refuses_an_unknown_class()
        => AssertRefused(voc.Add("a", image, VocFolder.Object("horse", 1, 1, 9, 9)), voc.Annotation("a"), 3, "unknown class 'horse'; the classes are cat, dog");

    [Fact]
    public void Refuses_malformed_xml()
    {
        var failure = Assert.Throws<DatasetException>(() => voc.AddXml("a", image, "<annotation>\n<object>\n</annotation>").Read());

        Assert.Equal((voc.Annotation("a"), 3), (failure.Path, failure.Line));
        Assert.StartsWith("malformed XML", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_xml_with_a_document_type()
        => Assert.Throws<DatasetException>(() => voc.AddXml("a", image, "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>\n<annotation/>").Read());

    [Fact]
    public void Refuses_an_object_without_a_box()
        => AssertRefused(voc.AddXml("a", image, "<annotation>\n<object><name>cat</name></object>\n</annotation>"), voc.Annotation("a"), 2, "<object> has no <bndbox>");

    [Fact]
    public void Refuses_a_coordinate_that_is_no_number()
        => AssertRefused(
            voc.Add("a", image, VocFolder.Object("cat", 1, 1, 9, 9).Replace("<ymax>9", "<ymax>nine", StringComparison.Ordinal)), voc.Annotation("a"), 3, "<ymax> is 'nine', not a number");

    [Fact]
    public void Refuses_another_document()
        => AssertRefused(voc.AddXml("a", image, "<html/>"), voc.Annotation("a"), 1, "the root element is <html>, not <annotation>");

    [Fact]
    public void Refuses_an_annotation_for_an_image_of_another_size()
        => AssertRefused(
            voc.AddXml("a", image, "<annotation>\n<size><width>50</width><height>100</height></size></annotation>"),
            voc.Annotation("a"), 2, "the annotation is for an image of 50 x 100 pixels, but the image has 100 x 50");

    [Fact]
    public void Takes_the_size_from_the_image_where_the_annotation_has_none()
        => Assert.Equal(100, voc.AddXml("a", image, "<annotation><size><width>0</width><height>0</height></size></annotation>").Read().Samples[0].Width);

    [Fact]
    public void Refuses_a_name_without_annotation()
        => AssertRefused(voc.Add("a", image).AddName("b"), voc.List, 2, $"'b' has no annotation file {voc.Annotation("b")}");

    [Fact]
    public void Refuses_a_name_without_image()
    {
        voc.Add("a", image);
        File.Delete(voc.Image("a"));

        AssertRefused(voc, voc.List, 1, $"'a' has no image {Path.Combine(voc.Root, "JPEGImages", "a")} with one of the extensions .jpg, .jpeg, .png");
    }

    [Fact]
    public void Refuses_a_name_listed_twice() => AssertRefused(voc.Add("a", image).AddName("a"), voc.List, 2, "'a' is listed twice");

    [Fact]
    public void Refuses_a_name_outside_the_data_set() => AssertRefused(voc.AddName("../a"), voc.List, 1, "'../a' points outside the data set");

    [Fact]
    public void Refuses_a_missing_split()
        => Assert.Equal(Path.Combine(voc.Root, "ImageSets", "Main", "night.txt"), Assert.Throws<DatasetException>(() => voc.Add("a", image).Read("night")).Path);

    [Fact]
    public void Refuses_an_empty_split() => AssertRefused(voc.AddName(""), voc.List, null, "the split lists no image");

    public void Dispose() => voc.Dispose();

    private static void AssertRefused(VocFolder voc, string path, int? line, string reason)
    {
        var failure = Assert.Throws<DatasetException>(() => voc.Read());
        Assert.Equal((path, line, reason), (failure.Path, failure.Line, failure.Reason));
    }
}
