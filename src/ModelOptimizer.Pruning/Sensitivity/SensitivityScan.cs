using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Selection;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Sensitivity;

/// <summary>Finds out what each group of layers can lose: cuts its least important channels, step by step, while all other groups are whole.</summary>
public static class SensitivityScan
{
    /// <summary>A group that has lost more of the metric than this fraction of it is not scanned further; the curve goes on as steeply as it ended.</summary>
    private const double Enough = 0.5;

    /// <summary>The curve of every group that can lose anything.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="options">Groups, criterion, floors and rounding; the budgets have no influence.</param>
    /// <param name="step">The fraction of a group's channels that leaves from one measurement to the next, above 0 to 1.</param>
    /// <param name="whole">The metric of the whole model, 0 to 1.</param>
    /// <param name="metric">Measures a candidate, 0 to 1.</param>
    /// <exception cref="PruningException">The options contradict each other, or no channel may leave.</exception>
    public static IReadOnlyList<SensitivityCurve> Measure(
        ModelGraph graph, PruningOptions options, double step, double whole, Func<SensitivityCandidate, double> metric)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(step, 1);
        var model = new PruningCase(graph, options);
        var pools = model.Ranking(options, new bool[model.Coupling.Count]).Pools.ToList();
        return [.. pools.Select((pool, index) => new SensitivityCurve(pool.Name, [.. Points(pool.Name, pool.Sets, index)])).Where(curve => curve.Points.Count > 0)];

        IEnumerable<SensitivityPoint> Points(string group, int[] sets, int index)
        {
            var order = new RemovalOrder(model.Widths, model.Widths.WithinFloors(sets));
            var (gone, steps) = (0, (int)Math.Floor((1 / step) + 1e-9));
            for (var taken = 1; taken <= steps; taken++)
            {
                var count = (int)Math.Round(taken * step * sets.Length);
                if (count > order.Length)
                {
                    yield break;
                }

                var removed = order.First(count);
                if (removed.Count(left => left) is var now && now == gone)
                {
                    continue;
                }

                gone = now;
                var candidate = new SensitivityCandidate(
                    group,
                    sets.Length,
                    gone,
                    () => ChannelSurgery.Apply(graph, model.Coupling, removed, options.FoldConstants),
                    (index + ((taken - 1.0) / steps)) / pools.Count);
                var measured = metric(candidate);
                yield return new((double)gone / sets.Length, (whole - measured) * 100);
                if (measured < whole * Enough)
                {
                    yield break;
                }
            }
        }
    }
}
