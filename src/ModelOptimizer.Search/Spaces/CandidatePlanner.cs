using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Pruning;
using ModelOptimizer.Pruning.Blocks;
using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Pruning.Selection;

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
    private readonly long _parameters;
    private readonly long _macs;
    private readonly Dictionary<string, RatioPlanner> _planners = new(StringComparer.Ordinal);
    private readonly Queue<string> _kept = new();

    /// <summary>Plans within a space.</summary>
    public CandidatePlanner(SearchSpace space, SearchLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        _space = space;
        var cost = CostModel.Measure(space.Graph);
        _before = new(cost.Parameters, cost.Macs);
        IsLimited = limits is { Parameters: not null } or { Macs: not null };
        _parameters = limits?.Parameters?.Limit(_before.Parameters) ?? long.MaxValue;
        _macs = limits?.Macs?.Limit(_before.Macs) ?? long.MaxValue;
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
        var planner = PlannerOf(branches);
        var ratios = architecture.Ratios.ToArray();
        if (IsLimited)
        {
            ratios = Limited(planner, ratios);
        }

        return planner.Plan(ratios) with { Blocks = branches, Before = _before };
    }

    private double[] Limited(RatioPlanner planner, double[] ratios)
    {
        if (!Holds(MostShift))
        {
            var least = planner.Cost(Shifted(MostShift));
            var (parameters, macs) = (Excess(least.Parameters, _parameters), Excess(least.Macs, _macs));
            throw new InfeasibleException(
                FormattableString.Invariant($"with all ratios at the cap it has {Math.Max(parameters, macs) * 100:0}% more {(parameters > macs ? "parameters" : "multiply-accumulates")} than allowed"),
                Math.Max(parameters, macs));
        }

        var (low, high) = (-MostShift, MostShift);
        for (var step = 0; step < Bisections; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = Holds(middle) ? (low, middle) : (middle, high);
        }

        return Shifted(high);

        bool Holds(double shift) => planner.Cost(Shifted(shift)) is var cost && cost.Parameters <= _parameters && cost.Macs <= _macs;

        double[] Shifted(double shift) => Array.ConvertAll(ratios, ratio => Shift(ratio, shift));

        static double Excess(long cost, long limit) => Math.Max(0, (cost / (double)limit) - 1);
    }

    private double Shift(double ratio, double shift)
    {
        var share = Math.Clamp(ratio / _space.Options.Cap, LeastShare, 1 - LeastShare);
        return _space.Options.Cap / (1 + ((1 - share) / share * Math.Exp(-shift)));
    }

    private RatioPlanner PlannerOf(List<string> branches)
    {
        var key = string.Join('\n', branches);
        if (!_planners.TryGetValue(key, out var planner))
        {
            planner = new(BlockSurgery.Remove(_space.Graph, branches), _space.Widths, _space.Options.Pruning);
            _planners.Add(key, planner);
            _kept.Enqueue(key);
            if (_kept.Count > PlannersKept)
            {
                _planners.Remove(_kept.Dequeue());
            }
        }

        return planner;
    }
}
