using ModelOptimizer.Data.Batches;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Training.Losses;

namespace ModelOptimizer.Training.Tests.Losses;

public sealed class TargetAssignerTests
{
    private const int RowLength = 7;

    // 32 x 32 pixels, one head of 4 x 4 cells with two anchors: 32 rows per image, row = (y * 4 + x) * 2 + anchor.
    private static DetectorDescription Detector(float scaleXY = 1) =>
        new(["a", "b"], 32, 32, [new("head", 8, [new(8, 8), new(16, 4)], scaleXY)]);

    [Fact]
    public void Gives_an_object_to_its_cell_and_the_anchor_of_its_shape()
    {
        var assigned = Assign(new() { AnchorThreshold = 1 }, new DetectionTarget(1, 20, 12, 8, 8));

        Assert.Equal([((1 * 4) + 2) * 2L], assigned.Rows);
        Assert.Equal([2, 1, 8, 1, 8, 8, 20, 12, 8, 8, 0, 1], assigned.Constants);
    }

    [Fact]
    public void Gives_an_object_to_further_anchors_that_fit_well_enough()
    {
        // 8 x 8 and 16 x 4 share 32 of 96: an overlap of a third.
        Assert.Equal(2, Assign(new() { AnchorThreshold = 0.33f }, new DetectionTarget(0, 20, 12, 8, 8)).Rows.Length);
        Assert.Single(Assign(new() { AnchorThreshold = 0.34f }, new DetectionTarget(0, 20, 12, 8, 8)).Rows);
    }

    [Fact]
    public void Gives_an_object_to_neighbouring_cells_where_centres_reach_them()
    {
        // Centre (2.5 + 0.25, 1.5 - 0.25) cells: right and upper neighbours.
        var target = new DetectionTarget(0, 22, 10, 8, 8);

        Assert.Equal([12L, 14L, 4L], Assign(new() { AnchorThreshold = 1 }, Detector(2), target).Rows);
        Assert.Equal([12L], Assign(new() { AnchorThreshold = 1 }, Detector(1.05f), target).Rows);
        Assert.Equal([12L], Assign(new() { AnchorThreshold = 1, NeighbourCells = false }, Detector(2), target).Rows);
    }

    [Fact]
    public void Leaves_a_contested_row_to_the_object_that_fits_best()
    {
        var options = new YoloLossOptions { AnchorThreshold = 1 };
        var (good, poor) = (new DetectionTarget(0, 20, 12, 8, 8), new DetectionTarget(1, 21, 11, 5, 5));

        Assert.Equal(8, Assign(options, poor, good).Constants[8]);
        Assert.Equal(8, Assign(options, good, poor).Constants[8]);
    }

    [Fact]
    public void Keeps_objects_on_the_edge_inside_the_grid() =>
        Assert.Equal([30L], Assign(new() { AnchorThreshold = 1 }, new DetectionTarget(0, 32, 32, 8, 8)).Rows);

    [Fact]
    public void Neither_rewards_nor_punishes_good_boxes_of_other_cells()
    {
        // Raw zeros predict the anchor's box in the centre of every cell; the 8 x 8 ones tile the image.
        var assigned = Assign(new() { AnchorThreshold = 1, IgnoreThreshold = 0.3f, OverlapObjectness = 0 }, new DetectionTarget(0, 19, 12, 8, 8));

        // Cell 2 is assigned (overlap 7 of 9); cell 1 overlaps it by 1 of 15 and stays background, as do the 16 x 4 boxes but cell 2's: 4 * 8 of 96.
        Assert.Equal(1, assigned.Objectness[12]);
        Assert.Equal([13], Enumerable.Range(0, 32).Where(row => assigned.Weights[row] == 0));
    }

    [Fact]
    public void Objectness_follows_the_overlap_as_far_as_asked()
    {
        // The predicted box is 8 x 8 at (20, 12); the object 8 x 8 at (21, 12): 7 of 9.
        var target = new DetectionTarget(0, 21, 12, 8, 8);

        Assert.Equal(7f / 9, Assign(new() { AnchorThreshold = 1, OverlapObjectness = 1 }, target).Objectness[12], 1e-6f);
        Assert.Equal(8f / 9, Assign(new() { AnchorThreshold = 1, OverlapObjectness = 0.5f }, target).Objectness[12], 1e-6f);
    }

    [Fact]
    public void Smooths_class_targets() =>
        Assert.Equal([0.05f, 0.95f], Assign(new() { AnchorThreshold = 1, LabelSmoothing = 0.1f }, new DetectionTarget(1, 20, 12, 8, 8)).Constants[10..]);

    private static TargetAssignment Assign(YoloLossOptions options, params DetectionTarget[] targets) => Assign(options, Detector(), targets);

    private static TargetAssignment Assign(YoloLossOptions options, DetectorDescription detector, params DetectionTarget[] targets) =>
        new TargetAssigner(detector, options).Assign(new float[32 * RowLength], [targets]);
}
