using ModelOptimizer.Graph;

namespace ModelOptimizer.Pruning.Coupling;

/// <summary>
/// A value on the way through a rearrangement (a channel shuffle) while its channels are spread over several axes. Every axis is a product of
/// factors of the axes of the value that the rearrangement began with, the outermost first.
/// </summary>
/// <param name="Origin">The value that the rearrangement began with.</param>
/// <param name="Start">Where the channels of the origin are.</param>
/// <param name="OriginShape">The shape of the origin.</param>
/// <param name="Axes">The factors of each axis.</param>
/// <param name="Offset">The position in the origin of the first channel here.</param>
internal sealed record ChannelGrid(string Origin, ChannelLayout Start, IReadOnlyList<Dimension> OriginShape, IReadOnlyList<GridFactor[]> Axes, int Offset = 0)
{
    /// <summary>A value that has not been rearranged yet.</summary>
    public static ChannelGrid Of(string origin, ChannelLayout start, IReadOnlyList<Dimension> shape) =>
        new(origin, start, shape, [.. shape.Select((size, axis) => size.Value == 1 ? (GridFactor[])[] : [new(axis, size, 1)])]);

    /// <summary>The same elements in another shape, or null where an axis of it is no product of factors.</summary>
    public ChannelGrid? Reshaped(IReadOnlyList<Dimension> shape)
    {
        var factors = new Stack<GridFactor>(Axes.SelectMany(axis => axis).Reverse());
        var axes = new List<GridFactor[]>(shape.Count);
        foreach (var size in shape)
        {
            var taken = new List<GridFactor>();
            if (size.Value is not { } length)
            {
                // A size that only the run will tell is passed on as one.
                if (factors.Count == 0 || factors.Peek().Size != size || size == Dimension.Unknown)
                {
                    return null;
                }

                taken.Add(factors.Pop());
            }

            for (var rest = size.Value ?? 1; rest > 1;)
            {
                if (factors.Count == 0 || factors.Pop() is not { Size.Value: { } available } factor)
                {
                    return null;
                }

                if (rest % available == 0)
                {
                    taken.Add(factor);
                    rest /= available;
                }
                else if (available % rest == 0)
                {
                    taken.Add(factor with { Size = rest, Stride = factor.Stride * (available / rest) });
                    factors.Push(factor with { Size = available / rest });
                    rest = 1;
                }
                else
                {
                    return null;
                }
            }

            axes.Add([.. taken]);
        }

        return factors.Count == 0 ? this with { Axes = axes } : null;
    }

    /// <summary>Result axis i is axis <paramref name="permutation"/>[i].</summary>
    public ChannelGrid Transposed(long[]? permutation) =>
        this with { Axes = permutation is null ? [.. Axes.Reverse()] : [.. permutation.Select(axis => Axes[(int)axis])] };

    /// <summary>Index <paramref name="index"/> of an axis made of one channel factor, or null where it is not.</summary>
    public ChannelGrid? Taken(int axis, long index) =>
        Axes[axis] is [{ Size.Value: { } size } factor] && factor.Axis == Start.Axis && index >= -size && index < size
            ? this with { Axes = [.. Axes.Take(axis), .. Axes.Skip(axis + 1)], Offset = Offset + (int)((index < 0 ? index + size : index) * factor.Stride) }
            : null;

    /// <summary>The channels picked, where the shape is that of the origin again but for the channels; else null.</summary>
    public ChannelPick? Finished()
    {
        if (Axes.Count != OriginShape.Count)
        {
            return null;
        }

        for (var axis = 0; axis < Axes.Count; axis++)
        {
            if (axis != Start.Axis && !(OriginShape[axis].Value == 1 ? Axes[axis].Length == 0 : Axes[axis] is [var whole] && whole == new GridFactor(axis, OriginShape[axis], 1)))
            {
                return null;
            }
        }

        int[] positions = [Offset];
        foreach (var factor in Axes[Start.Axis])
        {
            if (factor.Axis != Start.Axis)
            {
                return null;
            }

            positions = [.. from position in positions from index in Enumerable.Range(0, (int)factor.Size.Value!) select position + (int)(index * factor.Stride)];
        }

        return new(Origin, positions);
    }
}

/// <summary>A part of an axis of the origin.</summary>
/// <param name="Axis">The axis of the origin.</param>
/// <param name="Size">The number of steps.</param>
/// <param name="Stride">The positions along the origin's axis that one step makes.</param>
internal readonly record struct GridFactor(int Axis, Dimension Size, long Stride);
