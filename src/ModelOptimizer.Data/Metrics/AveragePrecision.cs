namespace ModelOptimizer.Data.Metrics;

/// <summary>The area under an interpolated precision-recall curve, where the precision at a recall is the best one at that recall or above.</summary>
internal static class AveragePrecision
{
    /// <summary>The exact area (PASCAL VOC since 2010).</summary>
    public static double Area(IReadOnlyList<PrecisionRecallPoint> curve)
    {
        var (area, best) = (0.0, 0.0);
        for (var i = curve.Count - 1; i >= 0; i--)
        {
            best = Math.Max(best, curve[i].Precision);
            area += best * (curve[i].Recall - (i > 0 ? curve[i - 1].Recall : 0));
        }

        return area;
    }

    /// <summary>The mean precision at equally spaced recalls 0, 1/steps, .., 1: 10 steps are VOC 2007's measure, 100 COCO's.</summary>
    public static double Sampled(IReadOnlyList<PrecisionRecallPoint> curve, int steps)
    {
        var (sum, best, i) = (0.0, 0.0, curve.Count - 1);
        for (var step = steps; step >= 0; step--)
        {
            for (; i >= 0 && curve[i].Recall >= (double)step / steps; i--)
            {
                best = Math.Max(best, curve[i].Precision);
            }

            sum += best;
        }

        return sum / (steps + 1);
    }
}
