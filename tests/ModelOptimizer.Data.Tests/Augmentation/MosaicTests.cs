using ModelOptimizer.Data.Augmentation;
using ModelOptimizer.Data.Geometry;

namespace ModelOptimizer.Data.Tests.Augmentation;

public sealed class MosaicTests
{
    [Fact]
    public void The_quadrants_cover_the_input_without_overlap()
    {
        var quadrants = new PixelArea[Mosaic.Images];
        for (ulong seed = 0; seed < 100; seed++)
        {
            Mosaic.Split(320, 256, new RandomSequence(seed), quadrants);

            Assert.Equal(320 * 256, quadrants.Sum(area => area.Width * area.Height));
            Assert.All(quadrants, area => Assert.True(area.Width >= 80 && area.Height >= 64));
        }
    }

    [Fact]
    public void A_large_image_covers_its_quadrant_and_a_small_one_lies_within_it()
    {
        var quadrant = new PixelArea(100, 120, 256, 256);
        for (ulong seed = 0; seed < 100; seed++)
        {
            var placement = Mosaic.Place(new Letterbox(640, 480, 256, 256), quadrant, new AugmentationOptions(), new RandomSequence(seed));

            Assert.Equal(placement.Width >= quadrant.Width, placement.Left <= quadrant.Left);
            Assert.Equal(placement.Width >= quadrant.Width, placement.Left + placement.Width >= quadrant.Right);
            Assert.Equal(placement.Height >= quadrant.Height, placement.Top <= quadrant.Top);
        }
    }
}
