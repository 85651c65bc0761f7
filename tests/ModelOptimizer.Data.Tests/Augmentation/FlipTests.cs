using FsCheck;
using FsCheck.Fluent;
using ModelOptimizer.Data.Geometry;

namespace ModelOptimizer.Data.Tests.Augmentation;

public sealed class FlipTests
{
    [Fact]
    public void Flipping_a_box_twice_is_the_identity() => Prop.ForAll(
        Boxes.Within(640, 480).ToArbitrary(),
        box =>
        {
            var mirror = new ImagePlacement(0, 0, 640, 480, MirroredX: true, MirroredY: true);
            return Boxes.AreClose(box, mirror.Map(mirror.Map(box, 640, 480), 640, 480), 1e-3f);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_horizontal_flip_measures_from_the_other_edge()
        => Assert.Equal(new(70, 20, 90, 40), new ImagePlacement(0, 0, 100, 50, MirroredX: true).Map(new(10, 20, 30, 40), 100, 50));
}
