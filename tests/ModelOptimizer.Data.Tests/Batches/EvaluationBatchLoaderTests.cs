using ModelOptimizer.Data.Batches;
using ModelOptimizer.Data.Geometry;
using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Tests.Batches;

public sealed class EvaluationBatchLoaderTests : IDisposable
{
    private readonly VocFolder voc = new();

    public EvaluationBatchLoaderTests()
    {
        for (var i = 0; i < 5; i++)
        {
            voc.Add($"image{i}", TestImages.Uniform(40 + 10 * i, 30, (byte)(50 * i), 0, 0));
        }
    }

    [Fact]
    public void Reads_every_image_once_in_order()
    {
        var loader = new EvaluationBatchLoader(voc.Read(), new BatchOptions { InputWidth = 32, InputHeight = 32, BatchSize = 2 });
        var samples = new List<int>();
        var sizes = new List<int>();
        foreach (var batch in loader.Read(TestContext.Current.CancellationToken))
        {
            sizes.Add(batch.Count);
            samples.AddRange(batch.Samples);
            batch.Dispose();
        }

        Assert.Equal([0, 1, 2, 3, 4], samples);
        Assert.Equal([2, 2, 1], sizes);
    }

    [Fact]
    public void Gives_the_way_back_to_image_pixels()
    {
        var loader = new EvaluationBatchLoader(voc.Read(), new BatchOptions { InputWidth = 32, InputHeight = 32, BatchSize = 5 });
        using var batch = Assert.Single(loader.Read(TestContext.Current.CancellationToken));

        Assert.Equal(new Letterbox(60, 30, 32, 32), batch.Letterboxes[2]);
        Assert.Equal(new(0, 0, 60, 30), batch.Letterboxes[2].ToImage(new(0, 8, 32, 24)));
    }

    [Fact]
    public void Can_write_planes()
    {
        var loader = new EvaluationBatchLoader(voc.Read(), new BatchOptions { InputWidth = 32, InputHeight = 32, BatchSize = 5, Layout = PixelLayout.ChannelsFirst });
        using var batch = Assert.Single(loader.Read(TestContext.Current.CancellationToken));
        var center = 16 * 32 + 16;

        Assert.Equal([150 / 255f, 0, 0], Enumerable.Range(0, 3).Select(channel => batch.Pixels[(3 * 3 + channel) * 32 * 32 + center]));
    }

    [Fact]
    public void A_second_reading_is_equal()
    {
        var loader = new EvaluationBatchLoader(voc.Read(), new BatchOptions { InputWidth = 32, InputHeight = 32, BatchSize = 5 });
        using var first = Assert.Single(loader.Read(TestContext.Current.CancellationToken));
        using var second = Assert.Single(loader.Read(TestContext.Current.CancellationToken));

        Assert.Equal(first.Pixels, second.Pixels);
    }

    public void Dispose() => voc.Dispose();
}
