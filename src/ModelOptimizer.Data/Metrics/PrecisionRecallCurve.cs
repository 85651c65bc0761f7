namespace ModelOptimizer.Data.Metrics;

/// <summary>Builds the precision-recall curve of a class.</summary>
internal static class PrecisionRecallCurve
{
    /// <summary>One point per detection that counts, from the best score down.</summary>
    /// <param name="matches">The class's detections, best first.</param>
    /// <param name="rule">Index of the matching rule.</param>
    /// <param name="objects">The number of objects to find.</param>
    public static List<PrecisionRecallPoint> Build(IEnumerable<ScoredMatch> matches, int rule, int objects)
    {
        var points = new List<PrecisionRecallPoint>();
        var (right, counted) = (0, 0);
        foreach (var match in matches)
        {
            if (!match.IsIgnored(rule))
            {
                counted++;
                right += match.IsTrue(rule) ? 1 : 0;
                points.Add(new(match.Score, (double)right / counted, (double)right / objects));
            }
        }

        return points;
    }
}
