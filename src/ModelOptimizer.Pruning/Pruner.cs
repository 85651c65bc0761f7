using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Pruning.Selection;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning;

/// <summary>Plans which channels leave.</summary>
public static class Pruner
{
    /// <summary>A plan for <paramref name="graph"/> that meets all of <paramref name="options"/>. The same inputs give the same plan, measured latency aside.</summary>
    /// <exception cref="PruningException">The options contradict each other or cannot be met.</exception>
    /// <exception cref="GraphException">The graph's shapes contradict each other.</exception>
    public static PruningPlan Plan(ModelGraph graph, PruningOptions options) => Prune(graph, options).Plan;

    /// <summary>The plan as in <see cref="Plan"/>, and <paramref name="graph"/> without the channels that leave.</summary>
    /// <exception cref="PruningException">The options contradict each other or cannot be met.</exception>
    /// <exception cref="GraphException">The graph's shapes contradict each other.</exception>
    public static (PruningPlan Plan, ModelGraph Graph) Prune(ModelGraph graph, PruningOptions options)
    {
        var model = new PruningCase(graph, options);
        var (coupling, cost) = (model.Coupling, model.Cost);
        var (before, whole) = Limits(graph, cost.Before, options);
        var limit = whole.Partly(before, options.Extent);
        var gone = new bool[coupling.Count];
        for (var round = 1; round < options.Rounds; round++)
        {
            var progress = (double)round / options.Rounds;
            gone = Selection(gone).Choose(limit.Partly(before, progress), progress * options.Extent);
            SurvivorScores.Update(model.Scores, graph, coupling, gone, options);
        }

        var last = Selection(gone);
        for (var target = limit; ;)
        {
            var removed = last.Choose(target, progress: options.Extent);
            var cut = ChannelSurgery.Apply(graph, coupling, removed, options.FoldConstants);
            var after = new CostTotals(CostModel.Measure(cut));
            var tooMany = Math.Max(0, after.Parameters - limit.Totals.Parameters);
            var tooLarge = options.Bytes is null ? 0 : Math.Max(0, OnnxFile.SizeOf(cut) - FileLimit());
            if (tooMany == 0 && tooLarge == 0)
            {
                var plan = new PlanWriter(coupling, model.Eligible, model.Groups, model.Scores).Write(removed, options, cost.Before.Counted, after);
                return (options.FoldConstants ? plan with { Dropped = new DroppedConstants(graph, coupling, removed).Find() } : plan, cut);
            }

            // Folding gave a bias to layers that had none; make room for it.
            target = target with
            {
                Totals = target.Totals with { Parameters = target.Totals.Parameters - tooMany, Bytes = target.Totals.Bytes - tooLarge },
            };
        }

        ChannelSelection Selection(bool[] gone) => new(graph, coupling, model.Ranking(options, gone), model.Widths, cost, options);

        long FileLimit() => limit.Totals.Bytes - before.Totals.Bytes + OnnxFile.SizeOf(graph);
    }

    private static (SelectionLimit Before, SelectionLimit Limit) Limits(ModelGraph graph, CandidateTotals before, PruningOptions options)
    {
        // What a file holds besides constants hardly changes.
        var bytes = options.Bytes is { } file ? file.Limit(OnnxFile.SizeOf(graph)) - OnnxFile.SizeOf(graph) + before.Bytes : long.MaxValue;
        var latency = options.Latency is { Meter: var meter } ? meter.Milliseconds(graph) : double.PositiveInfinity;
        return (new(before, latency), new(
            new(options.Parameters?.Limit(before.Parameters) ?? long.MaxValue, options.Macs?.Limit(before.Macs) ?? long.MaxValue, bytes),
            options.Latency?.Milliseconds.Limit(latency) ?? double.PositiveInfinity));
    }
}
