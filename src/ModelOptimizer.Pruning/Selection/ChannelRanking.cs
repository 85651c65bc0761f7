using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Groups;

namespace ModelOptimizer.Pruning.Selection;

/// <summary>
/// The coupled sets that may leave, with their scores, in pools within which scores compete. What a removal loses is the score squared (a normalised
/// channel's variance is gamma squared) as a share of what the layers of its pool have on average: a narrow layer has less to lose.
/// </summary>
internal sealed class ChannelRanking
{
    private readonly int[] _sets;
    private readonly int[] _pools;
    private readonly double[] _losses;
    private readonly List<Pool> _pool = [];

    public ChannelRanking(ChannelCoupling coupling, EligibleSets eligible, float[] scores, LayerGroups groups, PruningOptions options, CandidateCost cost)
    {
        _sets = [.. Enumerable.Range(0, coupling.Count).Where(set => eligible[set] && !float.IsNaN(scores[set]))];
        _pools = new int[_sets.Length];
        _losses = new double[coupling.Count];
        var byName = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < _sets.Length; index++)
        {
            var block = eligible.BlockOf(_sets[index]);
            var layer = block.Members.First(member => member.Slot.Role == ChannelRole.Output).Slot.Node.Name;
            var name = options.Scope switch { PruningScope.Layer => layer, PruningScope.Group => groups.Of(block)!, _ => "all layers" };
            if (!byName.TryGetValue(name, out var pool))
            {
                byName.Add(name, pool = _pool.Count);
                _pool.Add(new(options.Ratio ?? options.Groups.FirstOrDefault(group => group.Name == name)?.Prune));
            }

            _pools[index] = pool;
            _pool[pool].Add(layer, scores[_sets[index]]);
        }

        AddSavings(coupling, eligible, cost);
        for (var index = 0; index < _sets.Length; index++)
        {
            _losses[_sets[index]] = (double)scores[_sets[index]] * scores[_sets[index]] / _pool[_pools[index]].EnergyOfLayer;
        }
    }

    /// <summary>Whether fractions to remove are stated; pools without one then stay whole.</summary>
    public bool HasFractions => _pool.Exists(pool => pool.Fraction is not null);

    /// <summary>What the removal of a set loses, relative to its pool.</summary>
    public double Loss(int set) => _losses[set];

    /// <summary>
    /// All sets in the order in which they leave when a saved parameter counts <paramref name="parameters"/> and a saved multiply-accumulate
    /// <paramref name="macs"/> (each as a share of the model's): lowest loss per saving of their pool first, so that each pool has one threshold.
    /// </summary>
    public int[] BySaving(double parameters, double macs)
    {
        var keys = new double[_sets.Length];
        for (var index = 0; index < keys.Length; index++)
        {
            var pool = _pool[_pools[index]];
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
        var keys = new double[_sets.Length];
        foreach (var pool in Enumerable.Range(0, _pool.Count))
        {
            int[] members = [.. Enumerable.Range(0, _sets.Length).Where(index => _pools[index] == pool).OrderBy(index => _losses[_sets[index]])];
            for (var rank = 0; rank < members.Length; rank++)
            {
                keys[members[rank]] = _pool[pool].Fraction is > 0 and { } fraction ? (rank + 1) / (members.Length * fraction) : double.PositiveInfinity;
            }
        }

        // A tolerance, so that a third of three is one.
        stated = keys.Count(key => key <= 1 + 1e-9);
        return Sorted(keys);
    }

    private int[] Sorted(double[] keys)
    {
        var sets = (int[])_sets.Clone();
        Array.Sort(keys, sets);
        return sets[..keys.Count(double.IsFinite)];
    }

    private void AddSavings(ChannelCoupling coupling, EligibleSets eligible, CandidateCost cost)
    {
        var removed = new int[coupling.Blocks.Count];
        var blockOf = coupling.BlockOfSet();
        var savings = new (double Parameters, double Macs)?[removed.Length];
        for (var index = 0; index < _sets.Length; index++)
        {
            var block = blockOf[_sets[index]];
            if (savings[block] is null)
            {
                removed[block] = 1;
                var after = cost.Of(removed);
                removed[block] = 0;
                savings[block] = ((cost.Before.Parameters - after.Parameters) / (double)cost.Before.Parameters,
                    (cost.Before.Macs - after.Macs) / (double)cost.Before.Macs);
            }

            _pool[_pools[index]].Save(savings[block]!.Value);
        }
    }

    /// <summary>Sets whose scores compete.</summary>
    private sealed class Pool(double? fraction)
    {
        private readonly HashSet<string> _layers = new(StringComparer.Ordinal);
        private int _count;
        private double _squares;
        private double _parameters;
        private double _macs;

        public double? Fraction => fraction;

        /// <summary>The sum of squared scores of a layer of the pool, on average.</summary>
        public double EnergyOfLayer => _squares == 0 ? 1 : _squares / _layers.Count;

        /// <summary>The mean share of the model's parameters that removing a set saves.</summary>
        public double Parameters => _parameters / _count;

        /// <summary>The mean share of the model's multiply-accumulates that removing a set saves.</summary>
        public double Macs => _macs / _count;

        public void Add(string layer, float score)
        {
            _count++;
            _layers.Add(layer);
            _squares += (double)score * score;
        }

        public void Save((double Parameters, double Macs) saving)
        {
            _parameters += saving.Parameters;
            _macs += saving.Macs;
        }
    }
}
