using ModelOptimizer.Data.Augmentation;

namespace ModelOptimizer.Data.Tests.Augmentation;

public sealed class HsvJitterTests
{
    [Theory]
    [InlineData(255, 0, 0, 1f / 3, 1, 1, 0, 255, 0)] // red turned by 120 degrees is green
    [InlineData(255, 0, 0, -1f / 3, 1, 1, 0, 0, 255)] // and by -120 degrees blue
    [InlineData(200, 200, 50, 0.5f, 1, 1, 50, 50, 200)] // yellow's opposite is blue
    [InlineData(200, 100, 100, 0, 0, 1, 200, 200, 200)] // no saturation: all channels at the value
    [InlineData(200, 100, 100, 0, 0.5f, 1, 200, 150, 150)] // S = 0.5 halved: channels 200 (1 - 0.25)
    [InlineData(200, 100, 100, 0, 3, 1, 200, 0, 0)] // S = 1.5 is limited to 1
    [InlineData(200, 100, 50, 0, 1, 0.5f, 100, 50, 25)] // half as bright
    [InlineData(200, 80, 40, 0, 1, 2, 255, 102, 51)] // V = 400 is limited to 255; S = 0.8, a quarter of the way to yellow: 255 (1 - 0.6), 255 (1 - 0.8)
    [InlineData(90, 90, 90, 0.3f, 2, 1, 90, 90, 90)] // grey has no hue and no saturation
    [InlineData(0, 0, 0, 0.3f, 2, 2, 0, 0, 0)]
    public void Changes_hue_saturation_and_value(byte r, byte g, byte b, float hue, float saturation, float value, byte red, byte green, byte blue)
    {
        var image = TestImages.Uniform(11, 2, r, g, b);
        HsvJitter.Apply(image, hue, saturation, value);

        Assert.All(Enumerable.Range(0, 11), x => Assert.Equal((red, green, blue), image.At(x, 1)));
    }

    [Fact]
    public void No_change_keeps_every_pixel()
    {
        var image = TestImages.Ramp(101, 51, 2);
        HsvJitter.Apply(image, 0, 1, 1);

        Assert.Equal(TestImages.Ramp(101, 51, 2).Pixels, image.Pixels);
    }
}
