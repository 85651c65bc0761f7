using ModelOptimizer.Data.Metrics;

namespace ModelOptimizer.Pipeline.Verification;

/// <summary>A precision-recall curve that can be drawn: of each hundredth of recall the point of best precision.</summary>
internal static class ThinnedCurve
{
    private const int Steps = 100;

    /// <summary>At most 101 of the points, by rising recall.</summary>
    public static IReadOnlyList<CurvePoint> Of(IReadOnlyList<PrecisionRecallPoint> points)
    {
        var best = new PrecisionRecallPoint?[Steps + 1];
        foreach (var point in points)
        {
            ref var kept = ref best[(int)(point.Recall * Steps)];
            if (kept is not { } other || point.Precision >= other.Precision)
            {
                kept = point;
            }
        }

        return [.. best.OfType<PrecisionRecallPoint>().Select(point => new CurvePoint(
            Math.Round(point.Recall, 4), Math.Round(point.Precision, 4), Math.Round(point.Score, 4)))];
    }
}
