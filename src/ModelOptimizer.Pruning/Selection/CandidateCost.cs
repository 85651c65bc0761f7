using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Pruning.Selection;

/// <summary>
/// The exact cost of a candidate without building it: the entries of an initializer are the product of its sliced axes, and the multiply-accumulates
/// of an operator are proportional to the weights it keeps. Savings that overlap count once.
/// </summary>
internal sealed class CandidateCost
{
    private readonly List<SlicedWeight> _weights = [];

    public CandidateCost(ModelGraph graph, ChannelCoupling coupling)
    {
        var cost = CostModel.Measure(graph);
        var layers = cost.Layers.ToDictionary(layer => layer.Name, StringComparer.Ordinal);
        Before = new(cost);
        var blockOf = coupling.BlockOfSet();
        foreach (var uses in coupling.Slots.GroupBy(slot => slot.Initializer, StringComparer.Ordinal))
        {
            var tensor = graph.Initializers[uses.Key];
            var axes = uses.DistinctBy(slot => slot.Channels.Axis).Select(slot => slot.Channels).ToList();
            var macs = uses.Where(slot => slot.Role == ChannelRole.Output).Sum(slot => layers[slot.Node.Name].Macs);
            var counted = uses.Any(slot => slot.Role != ChannelRole.Statistic && layers[slot.Node.Name].Parameters > 0);
            _weights.Add(new(tensor.Count, macs, counted, axes.ConvertAll(axis => SlicedAxis.Of(axis, blockOf))));
        }
    }

    /// <summary>The cost of the whole model.</summary>
    public CostTotals Before { get; }

    /// <summary>The cost after so many coupled sets have left each block.</summary>
    public CostTotals Of(ReadOnlySpan<int> removedOfBlock)
    {
        var (parameters, macs) = Before;
        foreach (var weight in _weights)
        {
            var kept = weight.Entries;
            foreach (var axis in weight.Axes)
            {
                kept = kept / axis.Width * (axis.Width - axis.Removed(removedOfBlock));
            }

            var gone = weight.Entries - kept;
            parameters -= weight.Counted ? gone : 0;
            macs -= weight.Macs / weight.Entries * gone;
        }

        return new(parameters, macs);
    }

    private sealed record SlicedWeight(long Entries, long Macs, bool Counted, List<SlicedAxis> Axes);

    private sealed record SlicedAxis(int Width, (int Block, int Repeat)[] Spans)
    {
        public static SlicedAxis Of(ChannelAxis axis, int[] blockOf) =>
            new(axis.Width, [.. axis.Spans.Select(span => (blockOf[span.Start], span.Repeat))]);

        public int Removed(ReadOnlySpan<int> removedOfBlock)
        {
            var removed = 0;
            foreach (var (block, repeat) in Spans)
            {
                removed += removedOfBlock[block] * repeat;
            }

            return removed;
        }
    }
}
