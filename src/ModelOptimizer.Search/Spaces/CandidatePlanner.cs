using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Pruning;
using ModelOptimizer.Pruning.Blocks;
using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Pruning.Selection;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Search.Spaces;

/// <summary>
/// Makes plans of architectures. Where there are limits, all ratios are moved together, by the same amount on the scale log(r / (cap - r)), until the
/// candidate just keeps to them: candidates then compete at the same cost, and none is wasted on one that is too large. The blocks stay as decided.
/// </summary>
public sealed class CandidatePlanner
{
    /// <summary>At this shift every ratio is 0 or the cap but for rounding.</summary>
    private const double MostShift = 24;

    private const int Bisections = 24;
    private const double LeastShare = 1e-6;
    private const int PlannersKept = 16;

    private readonly SearchSpace _space;
    private readonly CostTotals _before;
    private readonly CandidateTotals _limit;
    private readonly Dictionary<string, Rest> _rests = new(StringComparer.Ordinal);
    private readonly Queue<string> _kept = new();

    /// <summary>Plans within a space.</summary>
    public CandidatePlanner(SearchSpace space, SearchLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        _space = space;
        _before = new(CostModel.Measure(space.Graph));
        IsLimited = limits?.AreCounted == true;
        _limit = new(
            limits?.Parameters?.Limit(_before.Parameters) ?? long.MaxValue,
            limits?.Macs?.Limit(_before.Macs) ?? long.MaxValue,
            limits?.Bytes?.Limit(OnnxFile.SizeOf(space.Graph)) ?? long.MaxValue);
    }

    /// <summary>The cost of the whole model.</summary>
    public CostTotals Before => _before;

    /// <summary>Whether ratios are moved to keep to limits.</summary>
    public bool IsLimited { get; }

    /// <summary>The plan of a candidate, blocks included.</summary>
    /// <exception cref="InfeasibleException">It exceeds a limit even with all ratios at the cap.</exception>
    public PruningPlan Plan(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        List<string> branches = [.. _space.Blocks.Where((_, block) => architecture.Removed[block]).Select(block => block.Branch)];
        var rest = RestOf(branches);
        return (IsLimited ? Limited(rest, [.. architecture.Ratios]) : rest.Planner.Plan([.. architecture.Ratios])) with { Blocks = branches, Before = _before };
    }

    private PruningPlan Limited(Rest rest, double[] ratios)
    {
        // What a file holds besides constants hardly changes.
        var limit = _limit with { Bytes = _limit.Bytes == long.MaxValue ? long.MaxValue : _limit.Bytes - rest.BytesBesidesConstants };
        while (true)
        {
            var plan = rest.Planner.Plan(Limited(rest.Planner, ratios, limit));
            if (_limit is { Parameters: long.MaxValue, Bytes: long.MaxValue })
            {
                return plan;
            }

            // Folding gives biases to layers that had none; make room for them.
            var cut = ChannelSurgery.Apply(rest.Graph, plan);
            var after = new CostTotals(CostModel.Measure(cut));
            var tooMany = Math.Max(0, after.Parameters - _limit.Parameters);
            var tooLarge = _limit.Bytes == long.MaxValue ? 0 : Math.Max(0, OnnxFile.SizeOf(cut) - _limit.Bytes);
            if (tooMany == 0 && tooLarge == 0)
            {
                return plan with { After = after };
            }

            limit -= new CandidateTotals(tooMany, 0, tooLarge);
        }
    }

    private double[] Limited(RatioPlanner planner, double[] ratios, CandidateTotals limit)
    {
        if (!Holds(MostShift))
        {
            var least = planner.Cost(Shifted(MostShift));
            var (excess, what) = new[]
            {
                (Excess(least.Parameters, limit.Parameters), "parameters"), (Excess(least.Macs, limit.Macs), "multiply-accumulates"), (Excess(least.Bytes, limit.Bytes), "bytes"),
            }.MaxBy(cost => cost.Item1);
            throw new InfeasibleException(FormattableString.Invariant($"with all ratios at the cap it has {excess * 100:0}% more {what} than allowed"), excess);
        }

        var (low, high) = (-MostShift, MostShift);
        for (var step = 0; step < Bisections; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = Holds(middle) ? (low, middle) : (middle, high);
        }

        return Shifted(high);

        bool Holds(double shift) => planner.Cost(Shifted(shift)).Within(limit);

        double[] Shifted(double shift) => Array.ConvertAll(ratios, ratio => Shift(ratio, shift));

        static double Excess(long cost, long limit) => Math.Max(0, (cost / Math.Max(1.0, limit)) - 1);
    }

    private double Shift(double ratio, double shift)
    {
        var share = Math.Clamp(ratio / _space.Options.Cap, LeastShare, 1 - LeastShare);
        return _space.Options.Cap / (1 + ((1 - share) / share * Math.Exp(-shift)));
    }

    private Rest RestOf(List<string> branches)
    {
        var key = string.Join('\n', branches);
        if (!_rests.TryGetValue(key, out var rest))
        {
            var graph = BlockSurgery.Remove(_space.Graph, branches);
            rest = new(graph, new(graph, _space.Widths, _space.Options.Pruning));
            _rests.Add(key, rest);
            _kept.Enqueue(key);
            if (_kept.Count > PlannersKept)
            {
                _rests.Remove(_kept.Dequeue());
            }
        }

        return rest;
    }

    /// <summary>What is left when blocks leave.</summary>
    private sealed record Rest(ModelGraph Graph, RatioPlanner Planner)
    {
        public long BytesBesidesConstants => OnnxFile.SizeOf(Graph) - Planner.Before.Bytes;
    }
}
