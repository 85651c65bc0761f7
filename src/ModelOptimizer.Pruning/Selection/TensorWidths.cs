using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Pruning.Selection;

/// <summary>
/// The widths of all tensors while channels leave: no tensor falls below its floor, and widths end at multiples where rounding is asked for.
/// </summary>
internal sealed class TensorWidths
{
    private readonly int _roundTo;
    private readonly Tensor[] _tensors;
    private readonly List<(int Tensor, int Repeat)>[] _tensorsOfBlock;
    private readonly int[] _blockOf;

    public TensorWidths(ChannelCoupling coupling, PruningOptions options)
    {
        _roundTo = options.RoundTo;
        _blockOf = coupling.BlockOfSet();
        _tensorsOfBlock = [.. coupling.Blocks.Select(_ => new List<(int, int)>())];

        // Tensors with the same channels count once. A layer's own width is rounded whatever it was, that of others only where it can be.
        var made = coupling.Layers.Select(layer => Key(layer.Channels)).ToHashSet(StringComparer.Ordinal);
        var distinct = coupling.Values.Select(value => value.Value).DistinctBy(Key, StringComparer.Ordinal).ToList();
        _tensors = new Tensor[distinct.Count];
        for (var index = 0; index < _tensors.Length; index++)
        {
            var channels = distinct[index];
            var floor = Math.Max(1, (int)Math.Ceiling(options.MinimumKept * channels.Width));
            _tensors[index] = new(channels.Width, floor, _roundTo > 1 && (channels.Width % _roundTo == 0 || made.Contains(Key(channels))));
            foreach (var block in channels.Spans.GroupBy(span => _blockOf[span.Start]))
            {
                _tensorsOfBlock[block.Key].Add((index, block.Sum(span => span.Repeat)));
            }
        }
    }

    /// <summary>Those of the ranked sets, in their order, that can leave after the ones before them without breaking a floor.</summary>
    public int[] WithinFloors(IEnumerable<int> ranked)
    {
        var kept = Array.ConvertAll(_tensors, tensor => tensor.Width);
        var order = new List<int>();
        foreach (var set in ranked)
        {
            var tensors = _tensorsOfBlock[_blockOf[set]];
            if (tensors.TrueForAll(use => kept[use.Tensor] - use.Repeat >= _tensors[use.Tensor].Floor))
            {
                order.Add(set);
                foreach (var (tensor, repeat) in tensors)
                {
                    kept[tensor] -= repeat;
                }
            }
        }

        return [.. order];
    }

    /// <summary>For each tensor, where in <paramref name="order"/> its sets stand, ascending; only rounding asks for it.</summary>
    public List<int>[] Positions(int[] order)
    {
        var positions = Array.ConvertAll(_tensors, _ => new List<int>());
        for (var position = 0; _roundTo > 1 && position < order.Length; position++)
        {
            foreach (var (tensor, _) in _tensorsOfBlock[_blockOf[order[position]]])
            {
                positions[tensor].Add(position);
            }
        }

        return positions;
    }

    /// <summary>The first <paramref name="count"/> sets of <paramref name="order"/>, less those that come back to round the widths up; the last come back first.</summary>
    public bool[] Removed(int[] order, List<int>[] positions, int count)
    {
        var removed = new bool[_blockOf.Length];
        foreach (var set in order.AsSpan(0, count))
        {
            removed[set] = true;
        }

        if (_roundTo > 1)
        {
            RoundUp(order, positions, count, removed);
        }

        return removed;
    }

    private void RoundUp(int[] order, List<int>[] positions, int count, bool[] removed)
    {
        var kept = Array.ConvertAll(_tensors, tensor => tensor.Width);
        foreach (var set in order.AsSpan(0, count))
        {
            Count(set, -1, kept);
        }

        var next = Array.ConvertAll(positions, list => list.BinarySearch(count) is var found && found < 0 ? ~found - 1 : found - 1);
        for (var changed = true; changed;)
        {
            changed = false;
            for (var tensor = 0; tensor < _tensors.Length; tensor++)
            {
                while (_tensors[tensor].Rounds && kept[tensor] % _roundTo != 0 && next[tensor] >= 0)
                {
                    var set = order[positions[tensor][next[tensor]--]];
                    if (removed[set])
                    {
                        removed[set] = false;
                        Count(set, 1, kept);
                        changed = true;
                    }
                }
            }
        }
    }

    private void Count(int set, int sign, int[] kept)
    {
        foreach (var (tensor, repeat) in _tensorsOfBlock[_blockOf[set]])
        {
            kept[tensor] += sign * repeat;
        }
    }

    private static string Key(ChannelAxis channels) => string.Join(';', channels.Spans.Select(span => $"{span.Start},{span.Length},{span.Repeat}"));

    private readonly record struct Tensor(int Width, int Floor, bool Rounds);
}
