using ModelOptimizer.Data.Geometry;
using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Tests.Geometry;

public sealed class ResamplerTests
{
    [Fact]
    public void Drawing_at_the_same_size_copies_every_pixel()
    {
        var image = TestImages.Ramp(37, 23, 3);

        Assert.Equal(image.Pixels, Draw(image, 37, 23, new(0, 0, 37, 23)).Pixels);
    }

    [Fact]
    public void Mirroring_twice_is_the_identity()
    {
        var image = TestImages.Ramp(37, 23, 3);
        var once = Draw(image, 37, 23, new(0, 0, 37, 23, MirroredX: true, MirroredY: true));
        var twice = Draw(once, 37, 23, new(0, 0, 37, 23, MirroredX: true, MirroredY: true));

        Assert.Equal(image.At(36, 22), once.At(0, 0));
        Assert.Equal(image.Pixels, twice.Pixels);
    }

    [Fact]
    public void Enlarging_interpolates_linearly()
    {
        // Pixel centres 0.5 and 1.5 hold 0 and 100. Twice as large, centres fall on 0.25, 0.75, 1.25, 1.75: the edge value, 1/4, 3/4, the edge value.
        var image = new RgbImage(2, 1);
        image.Pixels[3] = 100;
        var drawn = Draw(image, 4, 1, new(0, 0, 4, 1));

        Assert.Equal([0, 25, 75, 100], Enumerable.Range(0, 4).Select(x => (int)drawn.At(x, 0).Red));
    }

    [Fact]
    public void Shrinking_averages_all_pixels()
    {
        // Columns alternate 0 and 200: at half size point sampling would give one of the two, averaging gives 100.
        var image = new RgbImage(64, 64);
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            image.Pixels[i] = (byte)(i / 3 % 2 * 200);
        }

        var drawn = Draw(image, 32, 32, new(0, 0, 32, 32));

        Assert.Equal((100, 100, 100), drawn.At(16, 16));
    }

    [Fact]
    public void Draws_only_inside_the_clip()
    {
        var canvas = TestImages.Uniform(10, 10, 1, 1, 1);
        Resampler.Draw(TestImages.Uniform(5, 5, 9, 9, 9), new(-3, -3, 20, 20), canvas, new(2, 4, 7, 9));

        for (var y = 0; y < 10; y++)
        {
            for (var x = 0; x < 10; x++)
            {
                Assert.Equal(x is >= 2 and < 7 && y is >= 4 and < 9 ? 9 : 1, canvas.At(x, y).Green);
            }
        }
    }

    [Fact]
    public void An_image_beyond_the_clip_draws_nothing()
    {
        var canvas = new RgbImage(4, 4);
        Resampler.Draw(TestImages.Uniform(4, 4, 9, 9, 9), new(10, 10, 4, 4), canvas, new(0, 0, 4, 4));

        Assert.All(canvas.Pixels.ToArray(), sample => Assert.Equal(0, sample));
    }

    [Fact]
    public void Handles_images_of_one_pixel()
    {
        var drawn = Draw(TestImages.Uniform(1, 1, 9, 8, 7), 3, 3, new(0, 0, 3, 3));

        Assert.Equal((9, 8, 7), drawn.At(2, 2));
    }

    private static RgbImage Draw(RgbImage image, int width, int height, ImagePlacement placement)
    {
        var canvas = new RgbImage(width, height);
        Resampler.Draw(image, placement, canvas, new(0, 0, width, height));
        return canvas;
    }
}
