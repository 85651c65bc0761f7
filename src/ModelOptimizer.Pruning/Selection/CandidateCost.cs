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
    private readonly List<SlicedWeight>[] _weightsOfBlock;

    public CandidateCost(ModelGraph graph, ChannelCoupling coupling)
    {
        var cost = CostModel.Measure(graph);
        var layers = cost.Layers.ToDictionary(layer => layer.Name, StringComparer.Ordinal);
        var blockOf = coupling.BlockOfSet();
        _weightsOfBlock = [.. coupling.Blocks.Select(_ => new List<SlicedWeight>())];
        foreach (var uses in coupling.Slots.GroupBy(slot => slot.Initializer, StringComparer.Ordinal))
        {
            var tensor = graph.Initializers[uses.Key];
            var axes = uses.DistinctBy(slot => slot.Channels.Axis).Select(slot => slot.Channels).ToList();
            var macs = uses.Where(slot => slot.Role == ChannelRole.Output).Sum(slot => layers[slot.Node.Name].Macs);
            var counted = uses.Any(slot => slot.Role != ChannelRole.Statistic && layers[slot.Node.Name].Parameters > 0);
            var weight = new SlicedWeight(tensor.Count, macs, tensor.Type.Size(), counted, axes.ConvertAll(axis => SlicedAxis.Of(axis, blockOf)));
            _weights.Add(weight);
            foreach (var block in weight.Axes.SelectMany(axis => axis.Spans).Select(span => span.Block).Distinct())
            {
                _weightsOfBlock[block].Add(weight);
            }
        }

        Before = new(cost.Parameters, cost.Macs, graph.Initializers.Values.Sum(tensor => tensor.ByteCount));
    }

    /// <summary>The cost of the whole model.</summary>
    public CandidateTotals Before { get; }

    /// <summary>The cost after so many coupled sets have left each block.</summary>
    public CandidateTotals Of(ReadOnlySpan<int> removedOfBlock)
    {
        var after = Before;
        foreach (var weight in _weights)
        {
            after -= weight.Saving(removedOfBlock);
        }

        return after;
    }

    /// <summary>What the removal of one coupled set of a block saves of the whole model.</summary>
    public CandidateTotals Saving(int block)
    {
        var saved = default(CandidateTotals);
        foreach (var weight in _weightsOfBlock[block])
        {
            saved += weight.Saving(block);
        }

        return saved;
    }

    private sealed record SlicedWeight(long Entries, long Macs, int Size, bool Counted, List<SlicedAxis> Axes)
    {
        public CandidateTotals Saving(ReadOnlySpan<int> removedOfBlock)
        {
            var kept = Entries;
            foreach (var axis in Axes)
            {
                kept = kept / axis.Width * (axis.Width - axis.Removed(removedOfBlock));
            }

            return Saving(kept);
        }

        public CandidateTotals Saving(int block)
        {
            var kept = Entries;
            foreach (var axis in Axes)
            {
                kept = kept / axis.Width * (axis.Width - axis.OneOf(block));
            }

            return Saving(kept);
        }

        private CandidateTotals Saving(long kept) => new(Counted ? Entries - kept : 0, Macs / Entries * (Entries - kept), Size * (Entries - kept));
    }

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

        /// <summary>The positions of one set of a block.</summary>
        public int OneOf(int block)
        {
            var positions = 0;
            foreach (var span in Spans)
            {
                positions += span.Block == block ? span.Repeat : 0;
            }

            return positions;
        }
    }
}
