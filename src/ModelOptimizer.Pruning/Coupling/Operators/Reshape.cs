using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>
/// Flatten, Reshape, Squeeze and Unsqueeze: the channel axis may move, take in the pixels after it (each channel repeats) or before it (the list
/// repeats), or give such pixels back. The first axis, the batch, stays as it is. Where the channels come to lie on several axes, as in a channel
/// shuffle, a <see cref="ChannelGrid"/> tells which they are when they are together again.
/// </summary>
internal sealed class Reshape : IOperatorFamily
{
    public IReadOnlyList<string> OpTypes => ["Flatten", "Reshape", "Squeeze", "Unsqueeze"];

    public bool Rearranges => true;

    public string? Couple(Node node, CouplingPass pass)
    {
        if (pass.Shape(node.Inputs[0]) is not { } from || pass.Shape(node.Output) is not { } to)
        {
            return "its shapes are not known";
        }

        if (from.Concat(to).Any(size => size.Value == 0) || Elements(to) > int.MaxValue)
        {
            return "it holds nothing, or more than can be followed";
        }

        if (pass.Layout(node.Inputs[0]) is { } input && Follow(input, from, to) is { } output)
        {
            if (node.OpType == "Reshape" && pass.Constant(node.Input(1)) is null)
            {
                return "its target shape is not a constant";
            }

            pass.Assign(node.Output, output);
            return null;
        }

        var grid = pass.Grid(node.Inputs[0]) ?? ChannelGrid.Of(node.Inputs[0], pass.Layout(node.Inputs[0])!, from);
        if (grid.Reshaped(to) is not { } reshaped)
        {
            return "it mixes channels with other axes, or has sizes that are not known";
        }

        pass.Rearrange(node.Output, reshaped);
        return null;
    }

    public void Propagate(Node node, ConstantPass pass)
    {
        if (pass.Of(node.Inputs[0]) is not { } constants || pass.Channels(node.Output) is not { } output)
        {
            return;
        }

        var (from, to) = (pass.Channels(node.Inputs[0])!.Sets(), output.Sets());
        var (gained, given) = (output.Spans[0].Repeat, pass.Channels(node.Inputs[0])!.Spans[0].Repeat);
        var source = Enumerable.Range(0, to.Length).Select(position => (int)((long)position * given / gained % from.Length)).ToArray();

        // A set may stand for several channels with different constants, so positions decide; the sets only confirm them.
        if (source.Select(position => from[position]).SequenceEqual(to))
        {
            var merged = Math.Max(1, given / gained);
            pass.Assign(node.Output, Array.ConvertAll(source, position => Common(constants.AsSpan(position, merged))));
        }
    }

    /// <summary>The constant of channels that become pixels of one, or NaN where they differ.</summary>
    private static float Common(ReadOnlySpan<float> constants) => constants.ContainsAnyExcept(constants[0]) ? float.NaN : constants[0];

    public void Cut(Node node, Node cut, CutPass pass)
    {
        if (node.OpType != "Reshape" || pass.Channels(node.Output) is not { } channels)
        {
            return;
        }

        var shape = pass.Source.Initializers[node.Inputs[1]].Int64s.ToArray();
        if (shape[channels.Axis] > 0)
        {
            shape[channels.Axis] = pass.Kept(node.Output).Length;
            pass.SetInput(cut, 1, TensorData.Of([shape.Length], shape));
        }
    }

    private static Int128 Elements(IReadOnlyList<Dimension> shape)
    {
        Int128 count = 1;
        foreach (var size in shape)
        {
            // Enough to tell, and no overflow whatever follows.
            count = Int128.Min(count * (size.Value ?? 1), long.MaxValue);
        }

        return count;
    }

    /// <summary>The sizes after the batch; an unknown one only occurs in the batch.</summary>
    private static long[] Inner(IReadOnlyList<Dimension> shape) => [.. shape.Skip(1).Select(size => size.Value ?? 0)];

    private static ChannelLayout? Follow(ChannelLayout input, IReadOnlyList<Dimension> from, IReadOnlyList<Dimension> to) =>
        from.Count != input.Rank || input.Axis == 0 || to.Count < 2 || from[0] != to[0] || from.Skip(1).Concat(to.Skip(1)).Any(size => size.Value is null)
            ? null
            : Map(input, Inner(from), Inner(to));

    private static ChannelLayout? Map(ChannelLayout input, long[] from, long[] to)
    {
        var (before, width) = (Product(from.AsSpan(0, input.Axis - 1)), from[input.Axis - 1]);
        var after = Product(from.AsSpan(input.Axis));
        ChannelLayout? found = null;
        for (var axis = 0; axis < to.Length; axis++)
        {
            var (outer, size, inner) = (Product(to.AsSpan(0, axis)), to[axis], Product(to.AsSpan(axis + 1)));
            if (size <= 1 && found is not null)
            {
                continue;
            }

            if (size >= width && size % width == 0 && before % outer == 0 && after % inner == 0 && before / outer * width * (after / inner) == size)
            {
                var channels = input.Channels.Repeated((int)(after / inner)).Tiled((int)(before / outer));
                found = new(axis + 1, to.Length + 1, channels);
            }
            else if (size < width && width % size == 0 && outer == before && inner == after * (width / size)
                && input.Channels.Unrepeated((int)(width / size)) is { } channels)
            {
                found = new(axis + 1, to.Length + 1, channels);
            }
        }

        return found;
    }

    private static long Product(ReadOnlySpan<long> sizes)
    {
        var product = 1L;
        foreach (var size in sizes)
        {
            product *= size;
        }

        return product;
    }
}
