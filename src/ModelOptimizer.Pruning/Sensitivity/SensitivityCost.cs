namespace ModelOptimizer.Pruning.Sensitivity;

/// <summary>
/// The cost of each removal from a group by its curve. Measurements are noisy and a metric does not rise by losing channels, so the cost is the greatest
/// convex function below the curve's running maximum: removals become dearer, never cheaper, as a group shrinks. Beyond the last measurement it goes on as steeply.
/// </summary>
internal sealed class SensitivityCost
{
    /// <summary>Keeps sets in their order where the curve is flat, in points for the whole group.</summary>
    private const double Order = 1e-6;

    private readonly List<SensitivityPoint> _hull = [default];

    public SensitivityCost(SensitivityCurve curve)
    {
        var highest = 0.0;
        foreach (var (fraction, drop) in curve.Points)
        {
            highest = Math.Max(highest, drop);
            var point = new SensitivityPoint(fraction, highest);
            while (_hull.Count > 1 && Slope(_hull[^1], point) <= Slope(_hull[^2], _hull[^1]))
            {
                _hull.RemoveAt(_hull.Count - 1);
            }

            _hull.Add(point);
        }
    }

    /// <summary>What the removal of one set costs, in points, after <paramref name="rank"/> others of <paramref name="sets"/> have left.</summary>
    public double OfSet(int rank, int sets)
    {
        var middle = (rank + 0.5) / sets;
        var segment = 1;
        while (segment + 1 < _hull.Count && _hull[segment].Fraction < middle)
        {
            segment++;
        }

        return (Slope(_hull[segment - 1], _hull[segment]) + (Order * middle)) / sets;
    }

    private static double Slope(SensitivityPoint from, SensitivityPoint to) => (to.Drop - from.Drop) / (to.Fraction - from.Fraction);
}
