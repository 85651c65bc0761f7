namespace ModelOptimizer.Search.Controllers;

/// <summary>What a controller decided, step by step: enough to tell its probability again later.</summary>
public sealed class Trajectory
{
    private readonly double[] _values;

    internal Trajectory(int steps)
    {
        _values = new double[steps];
        Array.Fill(_values, double.NaN);
    }

    /// <summary>The logarithm of the probability of these decisions when they were taken.</summary>
    public double LogProbability { get; internal set; }

    /// <summary>
    /// For each step of the space: of a block 1 if it leaves and 0 if not, of a ratio r the number x with r = cap * sigmoid(x); NaN where nothing had to be
    /// decided.
    /// </summary>
    public IReadOnlyList<double> Values => _values;

    internal void Set(int step, double value) => _values[step] = value;
}
