using ModelOptimizer.Data.Metrics;

namespace ModelOptimizer.Data.Tests.Metrics;

public sealed class NonMaximumSuppressionTests
{
    private static readonly SuppressionOptions Options = new();

    [Fact]
    public void Keeps_the_best_of_overlapping_boxes()
    {
        // 10 x 10 boxes shifted by 2: common 80, union 120, IoU 0.67 > 0.45. Shifted by 6: common 40, union 160, IoU 0.25.
        Detection[] candidates = [new(0, 0.6f, new(0, 0, 10, 10)), new(0, 0.9f, new(2, 0, 12, 10)), new(0, 0.5f, new(8, 0, 18, 10))];

        Assert.Equal([candidates[1], candidates[2]], NonMaximumSuppression.Select(candidates, Options));
    }

    [Fact]
    public void Classes_do_not_suppress_each_other()
    {
        Detection[] candidates = [new(0, 0.9f, new(0, 0, 10, 10)), new(1, 0.6f, new(0, 0, 10, 10))];

        Assert.Equal(candidates, NonMaximumSuppression.Select(candidates, Options));
    }

    [Fact]
    public void A_suppressed_box_suppresses_nothing()
    {
        // A chain: neighbours overlap by 0.54 (shift 3: 70 / 130), the ends by 0.25 (shift 6).
        Detection[] candidates = [new(0, 0.9f, new(0, 0, 10, 10)), new(0, 0.8f, new(3, 0, 13, 10)), new(0, 0.7f, new(6, 0, 16, 10))];

        Assert.Equal([candidates[0], candidates[2]], NonMaximumSuppression.Select(candidates, Options));
    }

    [Fact]
    public void An_overlap_equal_to_the_threshold_is_kept()
    {
        // 40 / 160 = 0.25.
        Detection[] candidates = [new(0, 0.9f, new(0, 0, 10, 10)), new(0, 0.8f, new(6, 0, 16, 10))];

        Assert.Equal(2, NonMaximumSuppression.Select(candidates, Options with { OverlapThreshold = 0.25f }).Count);
    }

    [Fact]
    public void Reads_decoded_output()
    {
        float[] boxes = [0, 0, 10, 10, 50, 50, 60, 60];
        float[] scores = [0.1f, 0.8f, 0.4f, 0.3f];

        Assert.Equal(
            [new(1, 0.8f, new(0, 0, 10, 10)), new(0, 0.4f, new(50, 50, 60, 60)), new(1, 0.3f, new(50, 50, 60, 60))],
            NonMaximumSuppression.Select(boxes, scores, 2, Options));
    }

    [Fact]
    public void Drops_what_is_not_a_number()
        => Assert.Empty(NonMaximumSuppression.Select([0, 0, 1, 1], [float.NaN], 1, Options with { ConfidenceThreshold = 0 }));

    [Fact]
    public void Keeps_at_most_the_maximum()
    {
        Detection[] candidates = [.. Enumerable.Range(0, 9).Select(i => new Detection(0, 0.5f + i / 100f, new(20 * i, 0, 20 * i + 10, 10)))];

        Assert.Equal([candidates[8], candidates[7]], NonMaximumSuppression.Select(candidates, Options with { MaximumDetections = 2 }));
        Assert.Equal([candidates[8]], NonMaximumSuppression.Select(candidates, Options with { MaximumCandidates = 1 }));
    }

    [Fact]
    public void Equal_scores_keep_the_first()
    {
        Detection[] candidates = [new(0, 0.5f, new(0, 0, 10, 10)), new(0, 0.5f, new(1, 0, 11, 10))];

        Assert.Equal([candidates[0]], NonMaximumSuppression.Select(candidates, Options));
    }

    [Fact]
    public void Refuses_lengths_that_do_not_fit()
        => Assert.Throws<ArgumentException>(() => NonMaximumSuppression.Select(new float[8], new float[5], 2, Options));
}
