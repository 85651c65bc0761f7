using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Groups;

namespace ModelOptimizer.Pruning.Selection;

/// <summary>
/// The coupled sets that may leave, with their scores, in pools within which scores compete. What a removal loses is the score squared (a normalised
/// channel's variance is gamma squared) as a share of what the layers of its pool have on average: a narrow layer has less to lose.
/// </summary>
internal sealed class ChannelRanking
{
    private readonly List<int> _sets = [];
    private readonly List<ChannelPool> _poolOf = [];
    private readonly Dictionary<string, ChannelPool> _pools = new(StringComparer.Ordinal);
    private readonly double[] _losses;

    public ChannelRanking(ChannelCoupling coupling, EligibleSets eligible, float[] scores, LayerGroups groups, PruningOptions options, CandidateCost cost)
    {
        _losses = new double[coupling.Count];
        var removed = new int[coupling.Blocks.Count];
        for (var index = 0; index < removed.Length; index++)
        {
            var block = coupling.Blocks[index];
            if (!eligible[block.Start])
            {
                continue;
            }

            removed[index] = 1;
            var after = cost.Of(removed);
            removed[index] = 0;
            var layer = block.Members.First(member => member.Slot.Role == ChannelRole.Output).Slot.Node.Name;
            var pool = Pool(options.Scope switch { PruningScope.Layer => layer, PruningScope.Group => groups.Of(block)!, _ => "all layers" }, options);
            for (var set = block.Start; set < block.Start + block.Width; set++)
            {
                if (!float.IsNaN(scores[set]))
                {
                    _sets.Add(set);
                    _poolOf.Add(pool);
                    pool.Add(layer, scores[set], cost.Before, after);
                }
            }
        }

        for (var index = 0; index < _sets.Count; index++)
        {
            _losses[_sets[index]] = (double)scores[_sets[index]] * scores[_sets[index]] / _poolOf[index].EnergyOfLayer;
        }
    }

    /// <summary>Whether no set may leave.</summary>
    public bool IsEmpty => _sets.Count == 0;

    /// <summary>Whether fractions to remove are stated; pools without one then stay whole.</summary>
    public bool HasFractions => _pools.Values.Any(pool => pool.Fraction is not null);

    /// <summary>What the removal of a set loses, relative to its pool.</summary>
    public double Loss(int set) => _losses[set];

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
    /// The sets of pools with a stated fraction in the order in which they leave as all fractions grow in proportion; <paramref name="stated"/> is
    /// how many leave at the fractions themselves.
    /// </summary>
    public int[] ByFraction(out int stated)
    {
        var keys = new double[_sets.Count];
        foreach (var pool in _pools.Values)
        {
            int[] ranked = [.. Enumerable.Range(0, _sets.Count).Where(index => _poolOf[index] == pool).OrderBy(index => _losses[_sets[index]])];
            for (var rank = 0; rank < ranked.Length; rank++)
            {
                keys[ranked[rank]] = pool.Fraction is > 0 and { } fraction ? (rank + 1) / (ranked.Length * fraction) : double.PositiveInfinity;
            }
        }

        // A tolerance, so that a third of three is one.
        stated = keys.Count(key => key <= 1 + 1e-9);
        return Sorted(keys);
    }

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
