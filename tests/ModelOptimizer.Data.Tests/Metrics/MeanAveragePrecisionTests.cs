using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Data.Geometry;
using ModelOptimizer.Data.Metrics;

namespace ModelOptimizer.Data.Tests.Metrics;

public sealed class MeanAveragePrecisionTests
{
    private const double Exact = 1e-9;

    [Fact]
    public void A_perfect_detector_scores_one()
    {
        var accuracy = Measure(1, ([Found(0, 0.9f), Found(1, 0.8f)], [Object(0), Object(1)]));

        Assert.Equal((1, 1, 1), (accuracy.MeanAveragePrecision50, accuracy.ElevenPointMeanAveragePrecision50, Math.Round(accuracy.MeanAveragePrecision50To95, 9)));
    }

    [Fact]
    public void A_blind_detector_scores_zero()
        => Assert.Equal((0, 0), (Measure(1, ([], [Object(0)])).MeanAveragePrecision50, Measure(1, ([], [Object(0)])).MeanAveragePrecision50To95));

    /// <summary>
    /// Five objects, six detections ranked right, right, wrong, right, wrong, wrong.
    /// precision 1/1 2/2 2/3 3/4 3/5 3/6, recall .2 .4 .4 .6 .6 .6; best precision at that recall or above: 1, 1, .75, .75, .6, .5.
    /// Area: .2 x 1 + .2 x 1 + .2 x .75 = .55.
    /// 11 points: recalls 0, .1, .2, .3, .4 give 1 (5), .5, .6 give .75 (2), the rest 0: (5 + 1.5) / 11 = .590909.
    /// 101 points: recalls 0 to .40 give 1 (41), .41 to .60 give .75 (20): (41 + 15) / 101 = .554455. The right boxes are exact, so the same at each IoU.
    /// </summary>
    [Fact]
    public void A_mixed_ranking_scores_as_computed_by_hand()
    {
        var accuracy = Measure(
            1,
            ([Found(0, 0.9f), Found(1, 0.8f), Found(10, 0.7f), Found(2, 0.6f), Found(11, 0.5f), Found(12, 0.4f)],
             [Object(0), Object(1), Object(2), Object(3), Object(4)]));

        Assert.Equal(0.55, accuracy.MeanAveragePrecision50, Exact);
        Assert.Equal(6.5 / 11, accuracy.ElevenPointMeanAveragePrecision50, Exact);
        Assert.Equal(56.0 / 101, accuracy.MeanAveragePrecision50To95, Exact);
    }

    [Fact]
    public void The_curve_has_a_point_per_detection()
    {
        var accuracy = Measure(1, ([Found(0, 0.75f), Found(9, 0.5f), Found(1, 0.25f)], [Object(0), Object(1)]));

        Assert.Equal([new(0.75f, 1, 0.5), new(0.5f, 0.5, 0.5), new(0.25f, 2.0 / 3, 1)], accuracy.Classes[0].Curve);
    }

    [Fact]
    public void Detections_are_ranked_across_images()
    {
        // Second image: wrong at 0.9; first: right at 0.8. Ranked: wrong, right: precision 0, 1/2; recall 0, 1/2 of two objects: area 1/2 x 1/2.
        var accuracy = Measure(1, ([Found(0, 0.8f)], [Object(0)]), ([Found(9, 0.9f)], [Object(1)]));

        Assert.Equal(0.25, accuracy.MeanAveragePrecision50, Exact);
    }

    [Fact]
    public void A_second_detection_of_an_object_is_wrong()
    {
        // Right, wrong, right of two: precision 1, 1/2, 2/3; area .5 x 1 + .5 x 2/3.
        var accuracy = Measure(1, ([Found(0, 0.9f), Found(0, 0.8f), Found(1, 0.7f)], [Object(0), Object(1)]));

        Assert.Equal(0.5 + 1.0 / 3, accuracy.MeanAveragePrecision50, Exact);
    }

    [Fact]
    public void Difficult_objects_count_neither_way()
    {
        // The difficult object is found twice and one more is missed: none of it changes the perfect score of the other.
        var accuracy = Measure(1, ([Found(1, 0.9f), Found(1, 0.8f), Found(0, 0.7f)], [Object(0), Object(1, difficult: true), Object(2, difficult: true)]));

        Assert.Equal(1, accuracy.MeanAveragePrecision50);
        Assert.Equal(1, accuracy.MeanAveragePrecision50To95, Exact);
        Assert.Equal(1, accuracy.Classes[0].Objects);
    }

    /// <summary>
    /// Object 100 wide, detection 80 of it: IoU 0.8, right at the seven thresholds 0.50 to 0.80 and wrong at three. 7 / 10.
    /// </summary>
    [Fact]
    public void Coco_averages_over_ten_overlaps()
    {
        var accuracy = Measure(1, ([new(0, 0.9f, new(0, 0, 80, 10))], [new(0, new(0, 0, 100, 10), false)]));

        Assert.Equal(1, accuracy.MeanAveragePrecision50, Exact);
        Assert.Equal(0.7, accuracy.MeanAveragePrecision50To95, Exact);
    }

    /// <summary>
    /// Two objects 0..100 and 20..120; the first detection is exactly the first object, the second is 8..108: IoU 92/108 = .85 with the first, 88/112 = .79
    /// with the second. VOC gives it to the first, found already: wrong, area 1/2. COCO gives it to the second while that is enough: at .50 to .75 (six
    /// thresholds) both right: 1; at .80 to .95 (four) one of two: recalls 0 to .50 give 1: 51 / 101.
    /// </summary>
    [Fact]
    public void Voc_takes_the_closest_object_and_coco_the_closest_free_one()
    {
        var accuracy = Measure(
            1,
            ([new(0, 0.9f, new(0, 0, 100, 10)), new(0, 0.8f, new(8, 0, 108, 10))], [new(0, new(0, 0, 100, 10), false), new(0, new(20, 0, 120, 10), false)]));

        Assert.Equal(0.5, accuracy.MeanAveragePrecision50, Exact);
        Assert.Equal((6 + 4 * 51.0 / 101) / 10, accuracy.MeanAveragePrecision50To95, Exact);
    }

    [Fact]
    public void Coco_counts_the_best_hundred_detections_of_an_image()
    {
        // 100 wrong ones come first; the right one is the 101st: precision 1/101 in VOC, not counted in COCO.
        Detection[] detections = [.. Enumerable.Range(10, 100).Select(place => Found(place, 0.9f)), Found(0, 0.1f)];
        var accuracy = Measure(1, (detections, [Object(0)]));

        Assert.Equal(1.0 / 101, accuracy.MeanAveragePrecision50, Exact);
        Assert.Equal(0, accuracy.MeanAveragePrecision50To95);
    }

    [Fact]
    public void The_mean_is_over_classes_with_objects()
    {
        // Class 0 perfect, class 1 missed, class 2 absent though detected once.
        var accuracy = Measure(3, ([Found(0, 0.9f), new(2, 0.9f, new(0, 0, 5, 5))], [Object(0), new(1, new(50, 50, 60, 60), false)]));

        Assert.Equal(0.5, accuracy.MeanAveragePrecision50, Exact);
        Assert.Equal([1, 1, 0], accuracy.Classes.Select(one => one.Objects));
    }

    [Fact]
    public void Boxes_of_another_class_do_not_match()
        => Assert.Equal(0, Measure(2, ([new(1, 0.9f, new(0, 0, 10, 10))], [Object(0)])).MeanAveragePrecision50);

    [Fact]
    public void Refuses_a_class_out_of_range()
        => Assert.Throws<ArgumentOutOfRangeException>(() => Measure(1, ([new(1, 0.9f, new(0, 0, 10, 10))], [])));

    // Places are 10 x 10 boxes far apart.
    private static BoundingBox Place(int place) => new(100 * place, 0, 100 * place + 10, 10);

    private static Detection Found(int place, float score) => new(0, score, Place(place));

    private static LabelledBox Object(int place, bool difficult = false) => new(0, Place(place), difficult);

    private static DetectionAccuracy Measure(int classes, params (Detection[] Detections, LabelledBox[] Truth)[] images)
    {
        var meter = new MeanAveragePrecision(classes);
        foreach (var (detections, truth) in images)
        {
            meter.Add(detections, truth);
        }

        return meter.Compute();
    }
}
