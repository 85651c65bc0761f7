using ModelOptimizer.Data.Annotations;

namespace ModelOptimizer.Data.Tests.Hostile;

/// <summary>No name leads out of a data set, even where there is something to find.</summary>
public sealed class TraversalTests : IDisposable
{
    private readonly VocFolder outside = new VocFolder().Add("a", TestImages.Uniform(8, 8, 1, 2, 3), VocFolder.Object("cat", 1, 1, 8, 8));

    private string Root => Path.Combine(outside.Root, "JPEGImages", "set");

    [Theory]
    [InlineData("../a")]
    [InlineData("sub/../../a")]
    [InlineData("/etc/passwd")]
    [InlineData("..\\a")]
    public void A_listed_name_stays_inside(string name)
    {
        outside.AddName(name);
        var error = Assert.Throws<DatasetException>(() => outside.Read());
        Assert.Equal((outside.List, 2), (error.Path, error.Line));
        Assert.Contains("outside", error.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../Main/train")]
    [InlineData("/etc/passwd")]
    [InlineData("a\0b")]
    public void The_name_of_a_split_stays_inside(string split)
    {
        Assert.Contains("outside", Assert.Throws<DatasetException>(() => outside.Read(split)).Reason, StringComparison.Ordinal);
        Assert.Contains("outside", Assert.Throws<DatasetException>(() => ImageFolderReader.Classes(outside.Root, split)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../..")]
    [InlineData("/tmp")]
    public void The_name_of_a_class_folder_stays_inside(string name)
    {
        Directory.CreateDirectory(Path.Combine(Root, "train"));
        Assert.Contains("outside", Assert.Throws<DatasetException>(() => ImageFolderReader.Read(Root, "train", [name])).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_annotation_says_of_its_file_is_not_followed()
    {
        outside.AddXml("b", TestImages.Uniform(8, 8, 1, 2, 3), "<annotation><filename>../../../etc/passwd</filename><path>/etc/passwd</path></annotation>");
        Assert.Equal(outside.Image("b"), outside.Read().Samples[1].ImagePath);
    }

    [Fact]
    public void An_annotation_reads_no_other_file()
    {
        outside.AddXml("b", TestImages.Uniform(8, 8, 1, 2, 3), "<!DOCTYPE a [<!ENTITY e SYSTEM \"/etc/hostname\">]><annotation><object><name>&e;</name></object></annotation>");
        Assert.Equal(outside.Annotation("b"), Assert.Throws<DatasetException>(() => outside.Read()).Path);
    }

    [Theory]
    [InlineData("a#1")]
    [InlineData("a%20b")]
    public void A_name_is_no_uri(string name) => Assert.Equal(2, outside.Add(name, TestImages.Uniform(8, 8, 1, 2, 3)).Read().Samples.Count);

    public void Dispose() => outside.Dispose();
}
