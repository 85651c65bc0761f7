using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Tests.Annotations;

public sealed class ImageFolderReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ImageFolderReaderTests()
    {
        var image = PngEncoder.Encode(TestImages.Uniform(4, 4, 1, 2, 3));
        foreach (var name in (string[])["train/dog/b.png", "train/dog/a.PNG", "train/cat/2.png", "train/cat/10.png"])
        {
            folder.Write(name, image);
        }

        folder.Write("train/cat/notes.txt", "not an image");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Reads_images_in_the_order_of_classes_and_names()
    {
        var dataset = Read(["dog", "cat"]);

        Assert.Equal(["a.PNG", "b.png", "10.png", "2.png"], dataset.Samples.Select(sample => Path.GetFileName(sample.Path)));
        Assert.Equal([0, 0, 1, 1], dataset.Samples.Select(sample => sample.Class));
    }

    [Fact]
    public void Finds_the_classes_by_themselves() => Assert.Equal(["cat", "dog"], ImageFolderReader.Classes(folder.Path, "train"));

    [Fact]
    public void Lists_the_files_without_being_told_the_classes() => Assert.Equal(4, ImageFolderReader.Files(folder.Path, "train").Count);

    [Fact]
    public void Refuses_a_folder_that_is_no_class()
    {
        var error = Assert.Throws<DatasetException>(() => Read(["dog"]));

        Assert.Equal("cat", Path.GetFileName(error.Path));
        Assert.Contains("the classes are dog", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_class_without_a_folder() =>
        Assert.Equal("bird", Path.GetFileName(Assert.Throws<DatasetException>(() => Read(["dog", "cat", "bird"])).Path));

    [Fact]
    public void Refuses_a_class_without_images()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "train", "bird"));

        Assert.Contains("no image", Assert.Throws<DatasetException>(() => Read(["dog", "cat", "bird"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_missing_split() => Assert.Throws<DatasetException>(() => ImageFolderReader.Read(folder.Path, "val", ["dog"]));

    [Fact]
    public void Thins_a_split_evenly()
    {
        var thin = Read(["dog", "cat"]).Thin(2);

        Assert.Equal([0, 1], thin.Samples.Select(sample => sample.Class));
    }

    private ClassificationDataset Read(string[] classes) => ImageFolderReader.Read(folder.Path, "train", classes);
}
