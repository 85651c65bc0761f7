using ModelOptimizer.Data.Metrics;
using ModelOptimizer.Pipeline.Verification;

namespace ModelOptimizer.Pipeline.Tests.Verification;

public sealed class ThinnedCurveTests
{
    [Fact]
    public void Of_each_hundredth_of_recall_the_best_precision_stays() => Assert.Equal(
        [new CurvePoint(0.5, 1, 0.9), new CurvePoint(1, 0.6667, 0.7)],
        ThinnedCurve.Of([new(0.9f, 1, 0.5), new(0.8f, 0.5, 0.5), new(0.7f, 2.0 / 3, 1), new(0.6f, 0.5, 1)]));

    [Fact]
    public void A_long_curve_has_at_most_101_points() =>
        Assert.Equal(101, ThinnedCurve.Of([.. Enumerable.Range(0, 5001).Select(i => new PrecisionRecallPoint(1 - (i / 5001f), 1, i / 5000.0))]).Count);

    [Fact]
    public void Nothing_stays_nothing() => Assert.Empty(ThinnedCurve.Of([]));
}
