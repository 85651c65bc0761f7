using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Tests.Images;

public sealed class ImageFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Decodes_a_jpeg()
    {
        var image = ImageFile.Decode(folder.Write("a.jpg", TestImages.RedBlueJpeg));

        Assert.Equal((32, 16), (image.Width, image.Height));
        AssertClose((255, 0, 0), image.At(3, 3));
        AssertClose((0, 0, 255), image.At(28, 12));
    }

    [Theory]
    [InlineData(0, 0, 32, 16)]
    [InlineData(32, 16, 32, 16)]
    [InlineData(17, 1, 32, 16)] // half size has 16 columns only
    [InlineData(16, 8, 16, 8)]
    [InlineData(5, 4, 8, 4)]
    [InlineData(1, 1, 4, 2)]
    [InlineData(100, 100, 32, 16)]
    public void Decodes_a_jpeg_at_the_smallest_scale_that_suffices(int minimumWidth, int minimumHeight, int width, int height)
    {
        var image = ImageFile.Decode(folder.Write("a.jpg", TestImages.RedBlueJpeg), minimumWidth, minimumHeight);

        Assert.Equal((width, height), (image.Width, image.Height));
        AssertClose((255, 0, 0), image.At(0, 0));
        AssertClose((0, 0, 255), image.At(width - 1, height - 1));
    }

    [Fact]
    public void Tells_the_format_by_the_content() => Assert.Equal(32, ImageFile.Decode(folder.Write("really-a-jpeg.png", TestImages.RedBlueJpeg)).Width);

    [Fact]
    public void Reads_the_size_of_a_jpeg() => Assert.Equal((32, 16), ImageFile.ReadSize(folder.Write("a.jpg", TestImages.RedBlueJpeg)));

    [Fact]
    public void Reads_the_size_of_a_png() => Assert.Equal((5, 9), ImageFile.ReadSize(folder.Write("a.png", PngEncoder.Encode(new RgbImage(5, 9)))));

    [Fact]
    public void A_png_round_trip_keeps_every_pixel()
    {
        var image = TestImages.Ramp(33, 21, 5);
        var path = Path.Combine(folder.Path, "a.png");
        PngEncoder.Save(image, path);

        Assert.Equal(image.Pixels, ImageFile.Decode(path).Pixels);
    }

    [Fact]
    public void Encodes_incompressible_pixels()
    {
        var image = new RgbImage(301, 203);
        new Random(1).NextBytes(image.Pixels);

        Assert.Equal(image.Pixels, ImageFile.Decode(folder.Write("noise.png", PngEncoder.Encode(image))).Pixels);
    }

    [Fact]
    public void Decodes_a_grey_png_and_composes_transparency_onto_black()
    {
        // 2 x 1 pixels of 8-bit grey with alpha: white opaque, white transparent (made with Python's zlib).
        var path = folder.Write("alpha.png", Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAQAAABeK7cBAAAADUlEQVR4nGP4//8/AwAI/AL+p5qgoAAAAABJRU5ErkJggg=="));
        var image = ImageFile.Decode(path);

        Assert.Equal(((255, 255, 255), (0, 0, 0)), (image.At(0, 0), image.At(1, 0)));
    }

    [Fact]
    public void Refuses_every_truncation_of_a_jpeg()
    {
        for (var length = 0; length < TestImages.RedBlueJpeg.Length - 2; length += 7)
        {
            var path = folder.Write("cut.jpg", TestImages.RedBlueJpeg[..length]);
            var failure = Assert.Throws<DatasetException>(() => ImageFile.Decode(path));
            Assert.Equal(path, failure.Path);
        }
    }

    [Fact]
    public void Refuses_every_truncation_of_a_png()
    {
        var data = PngEncoder.Encode(TestImages.Ramp(19, 11, 9));
        for (var length = 0; length < data.Length - 12; length += 5)
        {
            var path = folder.Write("cut.png", data[..length]);
            Assert.Throws<DatasetException>(() => ImageFile.Decode(path));
        }
    }

    [Fact]
    public void Survives_flipped_bits()
    {
        var random = new Random(5);
        byte[][] originals = [TestImages.RedBlueJpeg, PngEncoder.Encode(TestImages.Ramp(19, 11, 9))];
        for (var round = 0; round < 1000; round++)
        {
            var data = (byte[])originals[round % 2].Clone();
            data[random.Next(data.Length)] ^= (byte)(1 << random.Next(8));
            var path = folder.Write("flipped", data);
            try
            {
                Assert.InRange(ImageFile.Decode(path).Width, 1, RgbImage.MaximumPixels);
            }
            catch (DatasetException failure)
            {
                Assert.Equal(path, failure.Path);
            }
        }
    }

    [Fact]
    public void Refuses_a_png_that_claims_to_be_huge()
    {
        // 60,000 x 60,000 pixels in a well-formed header (made with Python's zlib).
        var path = folder.Write("huge.png", Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAA6mAAAOpgCAIAAAAPsOIVAAAACUlEQVR4nGMAAAABAAFe/335AAAAAElFTkSuQmCC"));

        Assert.Equal($"{path}: a PNG of 60000 x 60000 pixels is not supported", Assert.Throws<DatasetException>(() => ImageFile.Decode(path)).Message);
    }

    [Fact]
    public void Refuses_another_format()
    {
        var path = folder.Write("a.gif", "GIF89a");

        Assert.Equal($"{path}: neither a JPEG nor a PNG image", Assert.Throws<DatasetException>(() => ImageFile.Decode(path)).Message);
    }

    [Fact]
    public void Refuses_a_missing_file()
        => Assert.Throws<DatasetException>(() => ImageFile.Decode(Path.Combine(folder.Path, "none.jpg")));

    [Fact]
    public void Names_the_package_of_a_missing_library()
    {
        var failure = Assert.Throws<NativeLibraryException>(new SystemLibrary("libnone.so.0", "libnone0").Require);

        Assert.Equal("libnone.so.0 is missing: install the Debian package libnone0 (apt-get install libnone0).", failure.Message);
    }

    public void Dispose() => folder.Dispose();

    private static void AssertClose((int Red, int Green, int Blue) expected, (byte Red, byte Green, byte Blue) actual)
    {
        Assert.InRange(actual.Red - expected.Red, -3, 3);
        Assert.InRange(actual.Green - expected.Green, -3, 3);
        Assert.InRange(actual.Blue - expected.Blue, -3, 3);
    }
}
