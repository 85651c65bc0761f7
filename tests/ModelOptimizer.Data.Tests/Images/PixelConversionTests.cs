using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Tests.Images;

public sealed class PixelConversionTests
{
    [Fact]
    public void Channels_last_keeps_the_samples_of_a_pixel_together()
    {
        var image = TestImages.Ramp(23, 3, 10);
        var samples = new float[23 * 3 * 3];
        image.CopyTo(samples, PixelLayout.ChannelsLast);

        for (var i = 0; i < samples.Length; i++)
        {
            Assert.Equal(image.Pixels[i] / 255.0, samples[i], 1e-6);
        }
    }

    [Fact]
    public void Channels_first_makes_a_plane_per_channel()
    {
        var samples = new float[12];
        TestImages.Uniform(2, 2, 255, 51, 0).CopyTo(samples, PixelLayout.ChannelsFirst);

        Assert.Equal([1, 1, 1, 1, 0.2f, 0.2f, 0.2f, 0.2f, 0, 0, 0, 0], samples);
    }

    [Fact]
    public void Refuses_a_destination_of_another_length()
        => Assert.Throws<ArgumentException>(() => new RgbImage(2, 2).CopyTo(new float[11], PixelLayout.ChannelsLast));
}
