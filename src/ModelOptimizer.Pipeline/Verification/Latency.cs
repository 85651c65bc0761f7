namespace ModelOptimizer.Pipeline.Verification;

/// <summary>The time that one image takes.</summary>
/// <param name="MedianMilliseconds">Median over all runs.</param>
/// <param name="FastestMilliseconds">The fastest run.</param>
/// <param name="Runs">Number of runs.</param>
public sealed record Latency(double MedianMilliseconds, double FastestMilliseconds, int Runs)
{
    internal static Latency Of(List<double> milliseconds)
    {
        milliseconds.Sort();
        var middle = milliseconds.Count / 2;
        var median = milliseconds.Count % 2 == 1 ? milliseconds[middle] : (milliseconds[middle - 1] + milliseconds[middle]) / 2;
        return new(Math.Round(median, 4), Math.Round(milliseconds[0], 4), milliseconds.Count);
    }
}
