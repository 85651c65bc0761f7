namespace ModelOptimizer.Benchmarks.BuildCost;

/// <summary>Times of two things measured in turns.</summary>
internal sealed class PairedTimes(string name)
{
    private readonly List<(double Without, double With)> _seconds = [];

    public void Add(TimeSpan without, TimeSpan with) => _seconds.Add((without.TotalSeconds, with.TotalSeconds));

    /// <summary>Medians, and the median and the quartiles of the differences within pairs, in seconds.</summary>
    public override string ToString()
    {
        var differences = _seconds.Select(pair => pair.With - pair.Without).Order().ToArray();
        return FormattableString.Invariant(
            $"{name}: {Quantile(_seconds.Select(pair => pair.Without), 0.5):f2} s without, {Quantile(_seconds.Select(pair => pair.With), 0.5):f2} s with the package; ")
            + FormattableString.Invariant($"+{Quantile(differences, 0.5):f3} s, median of {differences.Length} pairs (quartiles {Quantile(differences, 0.25):f3} to {Quantile(differences, 0.75):f3})");
    }

    private static double Quantile(IEnumerable<double> values, double at)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)Math.Round((sorted.Length - 1) * at)];
    }
}
