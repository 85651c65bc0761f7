namespace ModelOptimizer.Pipeline.Verification;

/// <summary>How far two results of the same computation are apart.</summary>
internal static class RelativeDifference
{
    /// <summary>
    /// The largest |a - b| / max(s, |b|), s the largest |b| but at most 1, so that errors count as much in a result whose values are all tiny; infinite where
    /// the lengths differ or something is not a number.
    /// </summary>
    public static double Largest(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        if (actual.Length != expected.Length)
        {
            return double.PositiveInfinity;
        }

        var (scale, largest) = (Scale(expected), 0.0);
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Math.Abs((double)actual[i] - expected[i]) / Math.Max(scale, Math.Abs(expected[i]));

            // Written so that a NaN counts as different.
            largest = difference <= largest ? largest : double.IsNaN(difference) ? double.PositiveInfinity : difference;
        }

        return largest;
    }

    // Never 0: where all is 0, any difference is beyond every tolerance.
    private static double Scale(ReadOnlySpan<float> expected)
    {
        double scale = float.Epsilon;
        foreach (var value in expected)
        {
            scale = Math.Max(scale, Math.Abs(value));
        }

        return Math.Min(1, scale);
    }
}
