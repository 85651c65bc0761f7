using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Data.Augmentation;
using ModelOptimizer.Data.Batches;
using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Tests.Batches;

public sealed class DetectionBatchLoaderTests : IDisposable
{
    private static readonly BatchOptions Small = new() { InputWidth = 64, InputHeight = 64, BatchSize = 4 };
    private static readonly AugmentationOptions Everything = new() { VerticalFlip = 0.5f, Transpose = 0.5f };
    private readonly VocFolder voc = new();

    public DetectionBatchLoaderTests()
    {
        // A green square of 24 x 16 pixels, somewhere else on each of ten blue images.
        for (var i = 0; i < 10; i++)
        {
            var image = TestImages.Uniform(80, 60, 0, 0, 200);
            Paint(image, 5 * i, 3 * i, 24, 16);
            voc.Add($"image{i}", image, VocFolder.Object(i % 2 == 0 ? "cat" : "dog", 5 * i + 1, 3 * i + 1, 5 * i + 24, 3 * i + 16));
        }
    }

    [Fact]
    public void Every_batch_is_full_and_an_epoch_visits_no_sample_twice()
    {
        var samples = new List<int>();
        foreach (var batch in Loader(Small, Everything).Epoch(0, cancellation: TestContext.Current.CancellationToken))
        {
            Assert.Equal((4, 4 * 3 * 64 * 64), (batch.Count, batch.Pixels.Length));
            samples.AddRange(batch.Samples);
            batch.Dispose();
        }

        Assert.Equal(8, samples.Distinct().Count());
    }

    [Fact]
    public void Without_augmentation_an_image_is_letterboxed()
    {
        var loader = Loader(Small with { BatchSize = 10 }, AugmentationOptions.None);
        using var batch = Assert.Single(loader.Epoch(0, cancellation: TestContext.Current.CancellationToken));
        var place = batch.Samples.ToList().IndexOf(2);
        var target = Assert.Single(batch.Targets[place]);

        // 80 x 60 into 64 x 64: scale 0.8, bars of 8 rows. The square at (10, 6), 24 x 16, comes to (8, 12.8), 19.2 x 12.8.
        Assert.Equal((0, 17.6, 19.2, 19.2, 12.8), (target.Class, Round(target.CenterX), Round(target.CenterY), Round(target.Width), Round(target.Height)));
        Assert.Equal([114 / 255f, 114 / 255f, 114 / 255f], Pixel(batch, place, 20, 7));
        Assert.Equal([0, 1, 0], Pixel(batch, place, 17, 19));
        Assert.Equal([0, 0, 200 / 255f], Pixel(batch, place, 40, 40));
    }

    [Fact]
    public void Boxes_follow_their_objects_through_every_augmentation()
    {
        // Colours are kept here, so green pixels show where the objects went.
        var loader = Loader(Small with { BatchSize = 1 }, Everything with { Hue = 0, Saturation = 0, Value = 0, MinimumVisibility = 0 });
        for (var epoch = 0; epoch < 6; epoch++)
        {
            foreach (var batch in loader.Epoch(epoch, cancellation: TestContext.Current.CancellationToken))
            {
                AssertGreenIffInsideABox(batch);
                batch.Dispose();
            }
        }
    }

    [Fact]
    public void Boxes_stay_inside_the_input()
    {
        var loader = Loader(Small, Everything);
        for (var epoch = 0; epoch < 20; epoch++)
        {
            foreach (var batch in loader.Epoch(epoch, cancellation: TestContext.Current.CancellationToken))
            {
                foreach (var target in batch.Targets.SelectMany(targets => targets))
                {
                    Assert.True(target.Width >= 1 && target.Height >= 1);
                    Assert.InRange(target.CenterX - target.Width / 2, -1e-3f, 64);
                    Assert.InRange(target.CenterX + target.Width / 2, 0, 64.001f);
                    Assert.InRange(target.CenterY - target.Height / 2, -1e-3f, 64);
                    Assert.InRange(target.CenterY + target.Height / 2, 0, 64.001f);
                }

                batch.Dispose();
            }
        }
    }

    [Fact]
    public void Threads_and_memory_do_not_change_the_data()
        => Assert.Equal(
            Digest(Loader(Small, Everything), 3, 0), Digest(Loader(Small with { Threads = 4, Prefetch = 7, CacheBytes = 0 }, Everything), 3, 0));

    [Fact]
    public void A_resumed_run_sees_the_same_data()
    {
        var uninterrupted = Loader(Small with { BatchSize = 2 }, Everything);
        _ = Digest(uninterrupted, 0, 0);
        var whole = Digest(uninterrupted, 1, 0);

        Assert.Equal(whole[3..], Digest(Loader(Small with { BatchSize = 2 }, Everything), 1, 3));
    }

    [Fact]
    public void Epochs_and_seeds_differ()
    {
        var first = Digest(Loader(Small, Everything), 0, 0);

        Assert.NotEqual(first, Digest(Loader(Small, Everything), 1, 0));
        Assert.NotEqual(first, Digest(Loader(Small, Everything, seed: 2), 0, 0));
    }

    [Fact]
    public void Difficult_objects_are_not_learnt()
    {
        using var folder = new VocFolder().Add("a", new RgbImage(20, 20), VocFolder.Object("cat", 1, 1, 9, 9, difficult: true), VocFolder.Object("dog", 5, 5, 20, 20));
        var loader = new DetectionBatchLoader(folder.Read(), Small, AugmentationOptions.None, 1);
        using var batch = Assert.Single(loader.Epoch(0, cancellation: TestContext.Current.CancellationToken));

        Assert.Equal(1, Assert.Single(batch.Targets[0]).Class);
    }

    [Fact]
    public void A_damaged_image_surfaces_in_the_consumer()
    {
        var dataset = voc.Read();
        File.WriteAllBytes(voc.Image("image4"), File.ReadAllBytes(voc.Image("image4"))[..60]);
        var loader = new DetectionBatchLoader(dataset, Small with { BatchSize = 10 }, Everything, 1);

        Assert.Equal(voc.Image("image4"), Assert.Throws<DatasetException>(() => loader.Epoch(0, cancellation: TestContext.Current.CancellationToken).Count()).Path);
    }

    [Fact]
    public void A_disposed_batch_has_no_pixels()
    {
        var batch = Loader(Small, Everything).Epoch(0, cancellation: TestContext.Current.CancellationToken).First();
        batch.Dispose();

        Assert.Throws<ObjectDisposedException>(() => batch.Pixels);
    }

    [Fact]
    public void Refuses_to_transpose_an_oblong_input()
        => Assert.Throws<ArgumentException>(() => Loader(Small with { InputWidth = 96 }, Everything));

    [Fact]
    public void Refuses_an_empty_data_set()
        => Assert.Throws<ArgumentOutOfRangeException>(() => new DetectionBatchLoader(new DetectionDataset(["cat"], [], []), Small, Everything, 1));

    public void Dispose() => voc.Dispose();

    private static double Round(float value) => Math.Round(value, 3);

    private static float[] Pixel(ImageBatch batch, int place, int x, int y)
        => batch.Pixels.AsSpan(((place * batch.Height + y) * batch.Width + x) * 3, 3).ToArray();

    private static void Paint(RgbImage image, int left, int top, int width, int height)
    {
        for (var y = top; y < top + height; y++)
        {
            for (var x = left; x < left + width; x++)
            {
                (image.Row(y)[3 * x + 1], image.Row(y)[3 * x + 2]) = (255, 0);
            }
        }
    }

    private static void AssertGreenIffInsideABox(DetectionBatch batch)
    {
        for (var y = 0; y < batch.Height; y++)
        {
            for (var x = 0; x < batch.Width; x++)
            {
                // Interpolation blurs about a pixel (two where enlarged), so only pixels well inside or well outside are judged.
                var depth = batch.Targets[0].Select(target => MathF.Min(
                    target.Width / 2 - MathF.Abs(x + 0.5f - target.CenterX), target.Height / 2 - MathF.Abs(y + 0.5f - target.CenterY))).DefaultIfEmpty(-99).Max();
                Assert.True(depth < 2 || IsGreen(batch, x, y), $"({x}, {y}) is inside a box but not of the object");
                Assert.True(depth > -2 || !IsWithinGreen(batch, x, y), $"({x}, {y}) is of an object but outside its box");
            }
        }
    }

    private static bool IsGreen(DetectionBatch batch, int x, int y) => Pixel(batch, 0, x, y)[1] > 0.9f;

    // Slivers narrower than a pixel have no box, so a green pixel must have green neighbours to count.
    private static bool IsWithinGreen(DetectionBatch batch, int x, int y)
        => x > 0 && y > 0 && x < batch.Width - 1 && y < batch.Height - 1
            && IsGreen(batch, x, y) && IsGreen(batch, x - 1, y) && IsGreen(batch, x + 1, y) && IsGreen(batch, x, y - 1) && IsGreen(batch, x, y + 1);

    private static List<string> Digest(DetectionBatchLoader loader, int epoch, int firstBatch)
    {
        var digests = new List<string>();
        foreach (var batch in loader.Epoch(epoch, firstBatch))
        {
            var bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(batch.Pixels.AsSpan());
            var targets = string.Join(';', batch.Targets.Select(image => string.Join(',', image)));
            digests.Add($"{string.Join(',', batch.Samples)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes))} {targets}");
            batch.Dispose();
        }

        return digests;
    }

    private DetectionBatchLoader Loader(BatchOptions options, AugmentationOptions augmentation, ulong seed = 1) => new(voc.Read(), options, augmentation, seed);
}
