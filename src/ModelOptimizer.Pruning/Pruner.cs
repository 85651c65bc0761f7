using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Graph.Shapes;
using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Groups;
using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Pruning.Selection;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning;

/// <summary>Plans which channels leave.</summary>
public static class Pruner
{
    /// <summary>A plan for <paramref name="graph"/> that meets all of <paramref name="options"/>. The same inputs give the same plan.</summary>
    /// <exception cref="PruningException">The options contradict each other or cannot be met.</exception>
    /// <exception cref="GraphException">The graph's shapes contradict each other.</exception>
    public static PruningPlan Plan(ModelGraph graph, PruningOptions options)
    {
        Check(options);
        var coupling = ChannelCoupling.Of(graph);
        var eligible = new EligibleSets(coupling, options);
        var groups = new LayerGroups(graph, ShapeInference.Infer(graph), options.Groups);
        var scores = options.Criterion.Score(graph, coupling, options.Aggregation);
        var cost = new CandidateCost(graph, coupling);
        var ranking = new ChannelRanking(coupling, eligible, scores, groups, options, cost);
        var selection = new ChannelSelection(coupling, ranking, new(coupling, options), cost, options);
        var limit = new CostTotals(
            options.Parameters?.Limit(cost.Before.Parameters) ?? long.MaxValue,
            options.Macs?.Limit(cost.Before.Macs) ?? long.MaxValue);
        for (var target = limit; ;)
        {
            var removed = selection.Choose(target);
            var after = new CostTotals(CostModel.Measure(ChannelSurgery.Apply(graph, coupling, removed, options.FoldConstants)));
            if (after.Parameters <= limit.Parameters)
            {
                return new PlanWriter(coupling, eligible, groups, scores).Write(removed, options, cost.Before, after);
            }

            // Folding gave a bias to layers that had none; make room for it.
            target = target with { Parameters = target.Parameters - (after.Parameters - limit.Parameters) };
        }
    }

    private static void Check(PruningOptions options)
    {
        if (options is { Parameters: null, Macs: null, Ratio: null } && !options.Groups.Any(group => group.Prune is not null))
        {
            throw new PruningException("Say how much to remove: a budget on parameters or multiply-accumulates, a ratio, or a fraction for a group.");
        }

        if (options.Scope != PruningScope.Group && options.Groups.Any(group => group.Prune is not null))
        {
            throw new PruningException($"Groups state fractions to remove, but scores compete within the scope '{options.Scope}'. Use the scope 'Group'.");
        }

        if (options.RoundTo < 1 || options.MinimumKept is not (>= 0 and <= 1) || options.Ratio is < 0 or > 1 || options.Groups.Any(group => group.Prune is < 0 or > 1))
        {
            throw new PruningException("Widths are rounded to multiples of at least 1; what is kept at least, ratios and fractions lie between 0 and 1.");
        }
    }
}
