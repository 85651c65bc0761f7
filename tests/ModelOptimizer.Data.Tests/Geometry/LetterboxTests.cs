using FsCheck;
using FsCheck.Fluent;
using ModelOptimizer.Data.Geometry;
using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Tests.Geometry;

public sealed class LetterboxTests
{
    [Fact]
    public void Fits_a_wide_image_between_grey_bars()
    {
        // 640 x 480 into 256 x 256: scale 0.4, so 256 x 192 with bars of 32 rows.
        var letterbox = new Letterbox(640, 480, 256, 256);

        Assert.Equal((0, 32, 256, 192), (letterbox.Left, letterbox.Top, letterbox.Width, letterbox.Height));
        Assert.Equal(new(40, 72, 80, 112), letterbox.ToInput(new(100, 100, 200, 200)));
        Assert.Equal(new(100, 100, 200, 200), letterbox.ToImage(new(40, 72, 80, 112)));
    }

    [Fact]
    public void Draws_the_image_between_grey_bars()
    {
        var canvas = new RgbImage(8, 8);
        new Letterbox(4, 2, 8, 8).Draw(TestImages.Uniform(4, 2, 200, 100, 50), canvas);

        for (var y = 0; y < 8; y++)
        {
            for (var x = 0; x < 8; x++)
            {
                Assert.Equal(y is >= 2 and < 6 ? (200, 100, 50) : (114, 114, 114), canvas.At(x, y));
            }
        }
    }

    [Fact]
    public void Mapping_to_the_input_and_back_returns_every_box() => Prop.ForAll(
        (from width in Gen.Choose(1, 3000)
         from height in Gen.Choose(1, 3000)
         from inputWidth in Gen.Choose(1, 700)
         from inputHeight in Gen.Choose(1, 700)
         from box in Boxes.Within(width, height)
         select (Letterbox: new Letterbox(width, height, inputWidth, inputHeight), Box: box)).ToArbitrary(),
        sample => Boxes.AreClose(sample.Box, sample.Letterbox.ToImage(sample.Letterbox.ToInput(sample.Box)), 1e-3f * MathF.Max(sample.Letterbox.ImageWidth, sample.Letterbox.ImageHeight)))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void A_box_on_the_image_stays_on_the_image_within_the_input() => Prop.ForAll(
        (from width in Gen.Choose(1, 3000)
         from height in Gen.Choose(1, 3000)
         from box in Boxes.Within(width, height)
         select (Letterbox: new Letterbox(width, height, 320, 256), Box: box)).ToArbitrary(),
        sample =>
        {
            var (letterbox, mapped) = (sample.Letterbox, sample.Letterbox.ToInput(sample.Box));
            return mapped.X1 >= letterbox.Left - 1e-3f && mapped.Y1 >= letterbox.Top - 1e-3f
                && mapped.X2 <= letterbox.Left + letterbox.Width + 1e-3f && mapped.Y2 <= letterbox.Top + letterbox.Height + 1e-3f
                && letterbox.Left >= 0 && letterbox.Top >= 0 && letterbox.Left + letterbox.Width <= 320 && letterbox.Top + letterbox.Height <= 256;
        }).QuickCheckThrowOnFailure();
}
