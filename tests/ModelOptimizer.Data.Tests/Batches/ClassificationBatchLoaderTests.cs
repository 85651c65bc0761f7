using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Data.Augmentation;
using ModelOptimizer.Data.Batches;
using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Tests.Batches;

public sealed class ClassificationBatchLoaderTests : IDisposable
{
    private const int Size = 8;
    private static readonly ChannelNormalization Halves = new([0.5f, 0.25f, 0], [0.5f, 0.25f, 2]);

    private readonly TemporaryFolder folder = new();

    public ClassificationBatchLoaderTests()
    {
        for (var i = 0; i < 5; i++)
        {
            folder.Write($"train/{(i < 2 ? "a" : "b")}/{i}.png", PngEncoder.Encode(TestImages.Ramp(Size, Size, 10 + i)));
        }
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Reads_every_image_once_in_order_with_its_label()
    {
        var (labels, sizes) = (new List<long>(), new List<int>());
        foreach (var batch in Loader(2).Read(TestContext.Current.CancellationToken))
        {
            using (batch)
            {
                labels.AddRange(batch.Labels);
                sizes.Add(batch.Count);
            }
        }

        Assert.Equal([0, 0, 1, 1, 1], labels);
        Assert.Equal([2, 2, 1], sizes);
    }

    [Theory]
    [InlineData(PixelLayout.ChannelsLast, 3, 1)]
    [InlineData(PixelLayout.ChannelsFirst, 1, Size * Size)]
    public void Normalises_each_channel(PixelLayout layout, int pixel, int channel)
    {
        using var batch = Loader(5, layout).Read(TestContext.Current.CancellationToken).Single();

        // The first image at x 3, y 2: red 30, green 20, blue 7 of 255.
        var at = ((2 * Size) + 3) * pixel;
        Assert.Equal(((30 / 255f) - 0.5f) / 0.5f, batch.Pixels[at], 1e-6f);
        Assert.Equal(((20 / 255f) - 0.25f) / 0.25f, batch.Pixels[at + channel], 1e-6f);
        Assert.Equal(7 / 255f / 2, batch.Pixels[at + (2 * channel)], 1e-6f);
    }

    [Fact]
    public void Draws_every_epoch_from_its_own_seeded_order()
    {
        var loader = Loader(5);

        Assert.Equal(Pixels(loader, 3), Pixels(Loader(5), 3));
        Assert.NotEqual(Pixels(loader, 3), Pixels(loader, 4));
    }

    [Fact]
    public void Moves_within_a_black_border_and_mirrors()
    {
        var image = TestImages.Ramp(Size, Size, 10);
        var samples = new float[3 * Size * Size];

        new RandomCrop(Left: 2, Top: -1, MirroredX: true, MirroredY: false).CopyTo(image, ChannelNormalization.None.Table(), samples, PixelLayout.ChannelsLast);

        // The first row lies above the picture; columns 2 to 9 are drawn from right to left, 8 and 9 do not exist.
        Assert.All(samples[..(3 * Size)], sample => Assert.Equal(0, sample));
        Assert.Equal(new[] { 0, 0, 70, 60, 50, 40, 30, 20 }.Select(red => red / 255f), Enumerable.Range(0, Size).Select(x => samples[3 * (Size + x)]));
    }

    [Fact]
    public void Gives_the_same_pixels_with_and_without_memory()
    {
        var dataset = ImageFolderReader.Read(folder.Path, "train", ["a", "b"]);
        var remembered = new ClassificationImages(dataset, Size, Size);
        remembered.Decode(threads: 2, TestContext.Current.CancellationToken);
        var forgotten = new ClassificationImages(dataset, Size, Size, cacheBytes: 0);

        Assert.Equal(Pixels(new(remembered, new(), Halves), 0), Pixels(new(forgotten, new(), Halves), 0));
    }

    [Fact]
    public void Cuts_a_wide_picture_to_its_middle()
    {
        folder.Write("wide/a/0.png", PngEncoder.Encode(TestImages.Ramp(3 * Size, Size, 5)));
        var images = new ClassificationImages(ImageFolderReader.Read(folder.Path, "wide", ["a"]), Size, Size);

        Assert.Equal(Enumerable.Range(Size, Size).Select(x => (byte)(5 * x)), Enumerable.Range(0, Size).Select(x => images.Get(0).Row(0)[3 * x]));
    }

    [Fact]
    public void Names_the_image_that_cannot_be_decoded()
    {
        folder.Write("train/b/4.png", "broken");
        var images = new ClassificationImages(ImageFolderReader.Read(folder.Path, "train", ["a", "b"]), Size, Size);

        Assert.Equal("4.png", Path.GetFileName(Assert.Throws<DatasetException>(() => images.Decode(2, TestContext.Current.CancellationToken)).Path));
    }

    [Fact]
    public void Refuses_a_deviation_of_zero() => Assert.Throws<ArgumentException>(() => new ChannelNormalization([0, 0, 0], [1, 0, 1]).Table());

    private static float[] Pixels(ClassificationBatchLoader loader, int epoch)
    {
        using var batch = loader.Epoch(epoch, TestContext.Current.CancellationToken).Single();
        return [.. batch.Pixels];
    }

    private ClassificationBatchLoader Loader(int batchSize, PixelLayout layout = PixelLayout.ChannelsLast) => new(
        new(ImageFolderReader.Read(folder.Path, "train", ["a", "b"]), Size, Size),
        new() { BatchSize = batchSize, Layout = layout },
        Halves,
        new CropOptions { Padding = 2 },
        seed: 7);
}
