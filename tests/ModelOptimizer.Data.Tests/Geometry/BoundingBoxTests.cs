using FsCheck;
using FsCheck.Fluent;
using ModelOptimizer.Data.Geometry;

namespace ModelOptimizer.Data.Tests.Geometry;

public sealed class BoundingBoxTests
{
    [Fact]
    public void Intersection_over_union_of_a_hand_computed_pair()
    {
        // 10 x 10 and 10 x 10 shifted by (5, 2): common 5 x 8 = 40, union 200 - 40 = 160.
        Assert.Equal(0.25f, new BoundingBox(0, 0, 10, 10).IntersectionOverUnion(new(5, 2, 15, 12)));
    }

    [Fact]
    public void Boxes_that_touch_do_not_overlap()
        => Assert.Equal(0, new BoundingBox(0, 0, 10, 10).IntersectionOverUnion(new(10, 0, 20, 10)));

    [Fact]
    public void Empty_boxes_have_no_overlap()
        => Assert.Equal(0, new BoundingBox(3, 3, 3, 3).IntersectionOverUnion(new(3, 3, 3, 3)));

    [Fact]
    public void Intersection_over_union_is_symmetric_and_between_0_and_1() => Prop.ForAll(
        Boxes.Within(100, 80).Two().ToArbitrary(),
        pair =>
        {
            var overlap = pair.Item1.IntersectionOverUnion(pair.Item2);
            return overlap is >= 0 and <= 1 && overlap == pair.Item2.IntersectionOverUnion(pair.Item1) && pair.Item1.IntersectionOverUnion(pair.Item1) == 1;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Center_and_corners_describe_the_same_box() => Prop.ForAll(
        Boxes.Within(100, 80).ToArbitrary(),
        box =>
        {
            var again = BoundingBox.FromCenter(box.CenterX, box.CenterY, box.Width, box.Height);
            return Boxes.AreClose(box, again, 1e-4f);
        }).QuickCheckThrowOnFailure();
}
