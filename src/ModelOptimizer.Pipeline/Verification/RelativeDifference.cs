namespace ModelOptimizer.Pipeline.Verification;

/// <summary>How far two results of the same computation are apart.</summary>
internal static class RelativeDifference
{
    /// <summary>The largest |a - b| / max(1, |b|); infinite where the lengths differ or something is not a number.</summary>
    public static double Largest(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        if (actual.Length != expected.Length)
        {
            return double.PositiveInfinity;
        }

        var largest = 0.0;
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Math.Abs((double)actual[i] - expected[i]) / Math.Max(1, Math.Abs(expected[i]));

            // Written so that a NaN counts as different.
            largest = difference <= largest ? largest : double.IsNaN(difference) ? double.PositiveInfinity : difference;
        }

        return largest;
    }
}
