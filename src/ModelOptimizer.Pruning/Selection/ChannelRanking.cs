using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Groups;
using ModelOptimizer.Pruning.Sensitivity;

namespace ModelOptimizer.Pruning.Selection;

/// <summary>
/// The coupled sets that may leave, with their scores, in pools within which scores compete. What a removal loses is the score squared (a normalised
/// channel's variance is gamma squared) as a share of what the layers of its pool have on average: a narrow layer has less to lose.
/// </summary>
internal sealed class ChannelRanking
{
    /// <summary>Less than any loss.</summary>
    private const double Gone = -1;

    private readonly List<int> _sets = [];
    private readonly List<ChannelPool> _poolOf = [];
    private readonly Dictionary<string, ChannelPool> _pools = new(StringComparer.Ordinal);
    private readonly double[] _losses;

    /// <param name="coupling">The coupled sets.</param>
    /// <param name="eligible">Which of them may leave.</param>
    /// <param name="scores">Their scores.</param>
    /// <param name="groups">The groups of layers.</param>
    /// <param name="options">The scope and the fractions.</param>
    /// <param name="cost">What removals save.</param>
    /// <param name="gone">Sets that left in earlier rounds: they go first.</param>
    public ChannelRanking(
        ChannelCoupling coupling, EligibleSets eligible, float[] scores, LayerGroups groups, PruningOptions options, CandidateCost cost, bool[] gone)
    {
        _losses = new double[coupling.Count];
        for (var index = 0; index < coupling.Blocks.Count; index++)
        {
            var block = coupling.Blocks[index];
            if (!eligible[block.Start])
            {
                continue;
            }

            var saved = cost.Saving(index);
            var layer = block.Layer!.Name;
            var pool = Pool(options.Scope switch { PruningScope.Layer => layer, PruningScope.Group => groups.Of(block)!, _ => "all layers" }, options);
            for (var set = block.Start; set < block.Start + block.Width; set++)
            {
                if (!float.IsNaN(scores[set]))
                {
                    _sets.Add(set);
                    _poolOf.Add(pool);
                    pool.Add(layer, gone[set] ? 0 : scores[set], cost.Before, saved);
                }
            }
        }

        for (var index = 0; index < _sets.Count; index++)
        {
            var set = _sets[index];
            _losses[set] = gone[set] ? Gone : (double)scores[set] * scores[set] / _poolOf[index].EnergyOfLayer;
        }

        if (options.Sensitivity is { } curves)
        {
            Measured(curves);
        }
    }

    /// <summary>The names of the pools with their sets, those that lose least first.</summary>
    public IEnumerable<(string Name, int[] Sets)> Pools =>
        _pools.Select(pool => (pool.Key, (int[])[.. Members(pool.Value).Select(index => _sets[index])]));

    /// <summary>Whether fractions to remove are stated; pools without one then stay whole.</summary>
    public bool HasFractions => _pools.Values.Any(pool => pool.Fraction is not null);

    /// <summary>What the removal of a set loses, relative to its pool.</summary>
    public double Loss(int set) => Math.Max(0, _losses[set]);

    /// <summary>
    /// All sets in the order in which they leave when a saved parameter counts <paramref name="parameters"/> and a saved multiply-accumulate
    /// <paramref name="macs"/> (each as a share of the model's): lowest loss per saving of their pool first, so that each pool has one threshold.
    /// </summary>
    public int[] BySaving(double parameters, double macs)
    {
        var keys = new double[_sets.Count];
        for (var index = 0; index < keys.Length; index++)
        {
            var pool = _poolOf[index];
            var saving = (parameters * pool.Parameters) + (macs * pool.Macs);
            keys[index] = saving > 0 ? _losses[_sets[index]] / saving : double.PositiveInfinity;
        }

        return Sorted(keys);
    }

    /// <summary>
    /// The sets of pools with a stated fraction in the order in which they leave as all fractions grow in proportion; where no pool states one, all
    /// pools alike.
    /// </summary>
    /// <param name="progress">How much of the fractions is due, above 0 to 1.</param>
    /// <param name="stated">How many sets leave at the fractions that are due.</param>
    public int[] ByFraction(double progress, out int stated)
    {
        var keys = new double[_sets.Count];
        var uniform = !HasFractions;
        foreach (var pool in _pools.Values)
        {
            var ranked = Members(pool);
            for (var rank = 0; rank < ranked.Length; rank++)
            {
                keys[ranked[rank]] = (uniform ? 1 : pool.Fraction) is > 0 and { } fraction ? (rank + 1) / (ranked.Length * fraction) : double.PositiveInfinity;
            }
        }

        // A tolerance, so that a third of three is one.
        stated = keys.Count(key => key <= progress + 1e-9);
        return Sorted(keys);
    }

    /// <summary>Replaces losses by what the metric loses, in points, as the sets of a pool leave in their order.</summary>
    private void Measured(IReadOnlyList<SensitivityCurve> curves)
    {
        foreach (var (name, pool) in _pools)
        {
            var ranked = Members(pool);
            var cost = curves.FirstOrDefault(measured => measured.Group == name) is { Points.Count: > 0 } curve ? new SensitivityCost(curve) : null;
            for (var rank = 0; rank < ranked.Length; rank++)
            {
                var set = _sets[ranked[rank]];
                if (_losses[set] != Gone)
                {
                    _losses[set] = cost?.OfSet(rank, ranked.Length) ?? double.PositiveInfinity;
                }
            }
        }
    }

    /// <summary>The indices of a pool's sets, lowest loss first.</summary>
    private int[] Members(ChannelPool pool) => [.. Enumerable.Range(0, _sets.Count).Where(index => _poolOf[index] == pool).OrderBy(index => _losses[_sets[index]])];

    private int[] Sorted(double[] keys)
    {
        var sets = _sets.ToArray();
        Array.Sort(keys, sets);
        return sets[..keys.Count(double.IsFinite)];
    }

    private ChannelPool Pool(string name, PruningOptions options)
    {
        if (!_pools.TryGetValue(name, out var pool))
        {
            _pools.Add(name, pool = new(options.Ratio ?? options.Groups.FirstOrDefault(group => group.Name == name)?.Prune));
        }

        return pool;
    }
}
