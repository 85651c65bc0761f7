using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Tests.Images;

public sealed class JpegEncoderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_it_writes_is_read_again()
    {
        var path = Path.Combine(folder.Path, "ramp.jpg");
        File.WriteAllBytes(path, JpegEncoder.Encode(TestImages.Ramp(40, 24, 4), quality: 95));

        var image = ImageFile.Decode(path);

        Assert.Equal((40, 24), (image.Width, image.Height));
        var (red, green, blue) = image.At(20, 12);
        Assert.InRange(red, 74, 86);
        Assert.InRange(green, 42, 54);
        Assert.InRange(blue, 0, 15);
    }

    [Fact]
    public void Lower_quality_takes_fewer_bytes() =>
        Assert.True(JpegEncoder.Encode(TestImages.Ramp(64, 64, 3), 20).Length < JpegEncoder.Encode(TestImages.Ramp(64, 64, 3), 95).Length);

    [Theory, InlineData(0), InlineData(101)]
    public void Other_qualities_are_refused(int quality) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => JpegEncoder.Encode(TestImages.Ramp(8, 8, 1), quality));
}
