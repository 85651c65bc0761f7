using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Groups;
using ModelOptimizer.Pruning.Plans;

namespace ModelOptimizer.Pruning.Selection;

/// <summary>
/// Plans from one ratio per <see cref="CoupledLayers"/>: of their coupled sets that may leave, this part leaves, the lowest scores first. Made once for
/// a graph, it tells what many ratios cost without cutting anything.
/// </summary>
public sealed class RatioPlanner
{
    private readonly ChannelCoupling _coupling;
    private readonly PruningOptions _options;
    private readonly CandidateCost _cost;
    private readonly TensorWidths _widths;
    private readonly PlanWriter _writer;
    private readonly int[] _blockOf;
    private readonly int[][] _ranked;

    /// <summary>Ranks the channels of a graph.</summary>
    /// <param name="graph">The graph, its blocks removed already.</param>
    /// <param name="layers">The layers that have a ratio; those that the graph no longer has are passed over.</param>
    /// <param name="options">Criterion, floors, rounding and patterns; its amounts do not matter.</param>
    /// <exception cref="GraphException">The graph's shapes contradict each other.</exception>
    public RatioPlanner(ModelGraph graph, IReadOnlyList<CoupledLayers> layers, PruningOptions options)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(options);
        _coupling = ChannelCoupling.Of(graph);
        _options = options;

        // Patterns were checked against the whole model; here some layers may be gone.
        var known = _coupling.Layers.Select(layer => layer.Node.Name).ToList();
        var eligible = new EligibleSets(_coupling, options with { Include = Known(options.Include), Exclude = Known(options.Exclude) });
        var scores = options.Criterion.Score(graph, _coupling, options.Aggregation);
        _cost = new(graph, _coupling);
        _widths = new(_coupling, options);
        _writer = new(_coupling, eligible, new(graph, _coupling, options with { Groups = [] }), scores);
        _blockOf = _coupling.BlockOfSet();
        _ranked = Rank(layers, eligible, scores);

        List<string> Known(IReadOnlyList<string> patterns) => [.. patterns.Where(pattern => known.Exists(name => LayerGroups.Matches(name, [pattern])))];
    }

    /// <summary>The cost of the graph itself.</summary>
    public CandidateTotals Before => _cost.Before;

    /// <summary>What is left at these ratios, one per entry of the layers, 0 to 1; constants that surgery folds into new biases aside.</summary>
    public CandidateTotals Cost(ReadOnlySpan<double> ratios) => Cost(Removed(ratios));

    /// <summary>The plan at these ratios; its blocks are for the caller to add.</summary>
    public PruningPlan Plan(ReadOnlySpan<double> ratios)
    {
        var removed = Removed(ratios);
        return _writer.Write(removed, _options, Before.Counted, Cost(removed).Counted);
    }

    private CandidateTotals Cost(bool[] removed)
    {
        var removedOfBlock = new int[_coupling.Blocks.Count];
        for (var set = 0; set < removed.Length; set++)
        {
            removedOfBlock[_blockOf[set]] += removed[set] ? 1 : 0;
        }

        return _cost.Of(removedOfBlock);
    }

    private bool[] Removed(ReadOnlySpan<double> ratios)
    {
        if (ratios.Length != _ranked.Length)
        {
            throw new ArgumentException($"There are {_ranked.Length} groups of coupled layers, not {ratios.Length}.", nameof(ratios));
        }

        var leaving = new List<int>();
        for (var index = 0; index < ratios.Length; index++)
        {
            if (ratios[index] is not (>= 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(ratios), ratios[index], "A ratio lies between 0 and 1.");
            }

            // A tolerance, so that a third of three is one.
            leaving.AddRange(_ranked[index].AsSpan(0, (int)((_ranked[index].Length * ratios[index]) + 1e-9)));
        }

        var order = new RemovalOrder(_widths, _widths.WithinFloors(leaving));
        return order.First(order.Length);
    }

    private int[][] Rank(IReadOnlyList<CoupledLayers> layers, EligibleSets eligible, float[] scores)
    {
        // A layer keeps its width when blocks leave, so its channels are known by their places.
        var setsOf = _coupling.Layers.ToDictionary(layer => layer.Node.Name, layer => layer.Channels.Sets(), StringComparer.Ordinal);
        var ranked = new int[layers.Count][];
        for (var index = 0; index < ranked.Length; index++)
        {
            ranked[index] =
            [
                .. layers[index].Places
                    .Where(place => setsOf.ContainsKey(place.Layer))
                    .SelectMany(place => place.Channels.Select(channel => setsOf[place.Layer][channel]))
                    .Distinct()
                    .Where(set => eligible[set] && !float.IsNaN(scores[set]))
                    .OrderBy(set => scores[set])
                    .ThenBy(set => set),
            ];
        }

        return ranked;
    }
}
