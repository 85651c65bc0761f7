namespace ModelOptimizer.Pruning.Coupling;

/// <summary>The channels of a tensor: which axis carries them, and the coupled set of each position along it.</summary>
public sealed class ChannelAxis(int axis, int rank, IReadOnlyList<ChannelSpan> spans)
{
    /// <summary>The number of axes of the tensor.</summary>
    public int Rank { get; } = rank;

    /// <summary>The axis, from 0.</summary>
    public int Axis { get; } = axis;

    /// <summary>The coupled sets along the axis, in order.</summary>
    public IReadOnlyList<ChannelSpan> Spans { get; } = spans;

    /// <summary>The number of positions along the axis.</summary>
    public int Width { get; } = spans.Sum(span => span.Positions);

    /// <summary>Fills <paramref name="sets"/> with the coupled set of every position; its length is <see cref="Width"/>.</summary>
    public void CopySets(Span<int> sets)
    {
        var position = 0;
        foreach (var span in Spans)
        {
            for (var index = 0; index < span.Positions; index++)
            {
                sets[position++] = span.Start + (index / span.Repeat);
            }
        }
    }

    /// <summary>The coupled set of every position.</summary>
    public int[] Sets()
    {
        var sets = new int[Width];
        CopySets(sets);
        return sets;
    }

    /// <summary>The positions whose coupled set stays, in order.</summary>
    public int[] Kept(IReadOnlyList<bool> removed)
    {
        var kept = new List<int>(Width);
        var sets = Sets();
        for (var position = 0; position < sets.Length; position++)
        {
            if (!removed[sets[position]])
            {
                kept.Add(position);
            }
        }

        return [.. kept];
    }
}
