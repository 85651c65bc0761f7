using System.Globalization;

namespace ModelOptimizer.Pruning.Selection;

/// <summary>A limit on a cost, absolute or relative to the cost before.</summary>
public readonly record struct Budget
{
    private readonly double _value;
    private readonly bool _relative;

    private Budget(double value, bool relative) => (_value, _relative) = (value, relative);

    /// <summary>The cost must fall by at least this fraction, 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not in that range.</exception>
    public static Budget Reduction(double fraction) => fraction is >= 0 and < 1
        ? new(fraction, true)
        : throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "A reduction is a fraction from 0 to less than 1.");

    /// <summary>The cost must not exceed this.</summary>
    public static Budget AtMost(double cost) => new(cost, false);

    /// <summary>The largest cost allowed.</summary>
    public long Limit(long before) => _relative ? (long)Math.Floor(before * (1 - _value)) : (long)_value;

    /// <summary>The largest cost allowed.</summary>
    public double Limit(double before) => _relative ? before * (1 - _value) : _value;

    /// <inheritdoc/>
    public override string ToString() =>
        _relative ? string.Create(CultureInfo.InvariantCulture, $"-{_value * 100:0.##}%") : string.Create(CultureInfo.InvariantCulture, $"{_value:0.###}");
}
