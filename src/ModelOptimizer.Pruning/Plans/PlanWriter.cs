using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Groups;

namespace ModelOptimizer.Pruning.Plans;

/// <summary>Writes down a selection as a plan.</summary>
internal sealed class PlanWriter(ChannelCoupling coupling, EligibleSets eligible, LayerGroups groups, float[] scores)
{
    public PruningPlan Write(bool[] removed, PruningOptions options, CostTotals before, CostTotals after) => new()
    {
        Criterion = options.Criterion.Name,
        FoldConstants = options.FoldConstants,
        Before = before,
        After = after,
        Groups = [.. Groups(removed)],
        Layers = [.. coupling.Layers.Select(layer => Layer(layer, removed, options)).Where(layer => layer.Removed.Count > 0 || layer.Whole is not null)],
        Refused = coupling.Refusals,
    };

    private IEnumerable<PlannedGroup> Groups(bool[] removed) =>
        from block in coupling.Blocks
        where eligible[block.Start]
        group block by groups.Of(block)! into blocks
        let members = blocks.SelectMany(block => Enumerable.Range(block.Start, block.Width)).Where(set => !float.IsNaN(scores[set])).ToList()
        where members.Count > 0
        let gone = members.Where(set => removed[set]).ToList()
        select new PlannedGroup(blocks.Key, members.Count, gone.Count, gone.Count == 0 ? null : gone.Max(set => scores[set]));

    private PlannedLayer Layer(ChannelSlot layer, bool[] removed, PruningOptions options)
    {
        var sets = layer.Channels.Sets();
        int[] channels = [.. Enumerable.Range(0, sets.Length).Where(channel => removed[sets[channel]])];
        var whole = !Array.TrueForAll(sets, set => !eligible[set] || float.IsNaN(scores[set])) ? null
            : eligible.WholeReason(sets[0]) ?? $"the criterion '{options.Criterion.Name}' cannot judge it";
        return new(layer.Node.Name, sets.Length, sets.Length - channels.Length, channels, whole is null ? groups.Of(layer.Node) : null, whole);
    }
}
