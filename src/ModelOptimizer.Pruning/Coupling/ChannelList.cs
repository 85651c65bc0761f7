namespace ModelOptimizer.Pruning.Coupling;

/// <summary>The identities along one axis of a tensor, as runs of blocks.</summary>
internal sealed class ChannelList
{
    /// <summary>More channels than any layer has; values with more are not followed.</summary>
    public const int Largest = 1 << 20;

    private List<ChannelRun> _runs;

    public ChannelList(params IEnumerable<ChannelRun> runs)
    {
        _runs = [.. runs];
        foreach (var run in _runs)
        {
            Width += run.Positions;
        }
    }

    /// <summary>The number of positions.</summary>
    public int Width { get; }

    /// <summary>The runs, over blocks that are roots now.</summary>
    public IReadOnlyList<ChannelRun> Runs
    {
        get
        {
            if (!_runs.TrueForAll(run => run.Block.IsRoot))
            {
                var runs = new List<ChannelRun>(_runs.Count + 1);
                foreach (var run in _runs)
                {
                    run.Block.VisitRoots(root => runs.Add(new(root, run.Repeat)));
                }

                _runs = runs;
            }

            return _runs;
        }
    }

    public static ChannelList Fresh(int width) => new(new ChannelRun(new IdentityBlock(width), 1));

    public static ChannelList Join(IEnumerable<ChannelList> lists) => new(lists.SelectMany(list => list.Runs));

    /// <summary>Every position <paramref name="count"/> times in a row, as flattening does with a channel's pixels.</summary>
    public ChannelList Repeated(int count) => count == 1 ? this : new(Runs.Select(run => run with { Repeat = run.Repeat * count }));

    /// <summary>The whole list <paramref name="count"/> times.</summary>
    public ChannelList Tiled(int count) => count == 1 ? this : Join(Enumerable.Repeat(this, count));

    /// <summary>The inverse of <see cref="Repeated"/>, or null where the positions are not laid out like that.</summary>
    public ChannelList? Unrepeated(int count) =>
        Runs.All(run => run.Repeat % count == 0) ? new(Runs.Select(run => run with { Repeat = run.Repeat / count })) : null;

    public void Protect(string reason)
    {
        foreach (var run in Runs)
        {
            run.Block.Protect(reason);
        }
    }

    /// <summary>Positions <paramref name="start"/> to <paramref name="start"/> + <paramref name="length"/>; splits blocks where the borders fall inside.</summary>
    public ChannelList Slice(int start, int length)
    {
        CutAt(start);
        CutAt(start + length);
        var taken = new List<ChannelRun>();
        var position = 0;
        foreach (var run in Runs)
        {
            if (position >= start && position < start + length)
            {
                taken.Add(run);
            }

            position += run.Positions;
        }

        return new(taken);
    }

    /// <summary>The first group's channels, after those of the other groups have been made the same.</summary>
    public ChannelList SharedByGroups(int groups)
    {
        var width = Width / groups;
        for (var group = 1; group < groups; group++)
        {
            Unify(Slice(0, width), Slice(group * width, width));
        }

        return groups == 1 ? this : Slice(0, width);
    }

    /// <summary>The identities at <paramref name="positions"/>, in that order; every block is split into single identities unless they are neighbours.</summary>
    public ChannelList Pick(int[] positions)
    {
        var first = positions[0];
        if (!positions.Where((position, index) => position != first + index).Any())
        {
            return Slice(first, positions.Length);
        }

        var identities = new List<IdentityBlock>(Width);
        foreach (var run in Runs.ToList())
        {
            // An earlier run may have split this one's block.
            run.Block.VisitRoots(root =>
            {
                foreach (var single in Singles(root))
                {
                    identities.AddRange(Enumerable.Repeat(single, run.Repeat));
                }
            });
        }

        return new(positions.Select(position => new ChannelRun(identities[position], 1)));
    }

    /// <summary>Makes the identities at equal positions the same.</summary>
    public static void Unify(ChannelList first, ChannelList second)
    {
        var left = Pending(first);
        var right = Pending(second);
        while (left.Count > 0)
        {
            var x = PopRoot(left);
            var y = PopRoot(right);
            if (x.Repeat != y.Repeat)
            {
                // One at a time: laying out the first may split the block of the second.
                PushPositions(left, x, expand: x.Repeat > 1);
                PushPositions(right, y, expand: x.Repeat == 1);
            }
            else if (x.Block.Width != y.Block.Width)
            {
                var (wide, narrow) = x.Block.Width > y.Block.Width ? (x, y) : (y, x);
                wide.Block.Split(narrow.Block.Width);
                left.Push(x);
                right.Push(y);
            }
            else if (x.Block != y.Block)
            {
                y.Block.UniteInto(x.Block);
            }
        }
    }

    private static Stack<ChannelRun> Pending(ChannelList list) => new(list.Runs.Reverse());

    private static ChannelRun PopRoot(Stack<ChannelRun> pending)
    {
        var run = pending.Pop();
        if (run.Block.IsRoot)
        {
            return run;
        }

        var roots = new List<IdentityBlock>();
        run.Block.VisitRoots(roots.Add);
        for (var index = roots.Count - 1; index > 0; index--)
        {
            pending.Push(new(roots[index], run.Repeat));
        }

        return new(roots[0], run.Repeat);
    }

    /// <summary>Pushes a run back, if asked position by position with the first on top.</summary>
    private static void PushPositions(Stack<ChannelRun> pending, ChannelRun run, bool expand)
    {
        if (!expand)
        {
            pending.Push(run);
            return;
        }

        var singles = Singles(run.Block);
        for (var index = singles.Count - 1; index >= 0; index--)
        {
            for (var repeat = 0; repeat < run.Repeat; repeat++)
            {
                pending.Push(new(singles[index], 1));
            }
        }
    }

    private static List<IdentityBlock> Singles(IdentityBlock block)
    {
        var singles = new List<IdentityBlock>(block.Width);
        block.SplitIntoSingles();
        block.VisitRoots(singles.Add);
        return singles;
    }

    private void CutAt(int position)
    {
        var passed = 0;
        var runs = Runs;
        for (var index = 0; index < runs.Count; index++)
        {
            var run = runs[index];
            if (position > passed && position < passed + run.Positions)
            {
                Cut(index, position - passed);
                return;
            }

            passed += run.Positions;
        }
    }

    private void Cut(int index, int position)
    {
        var run = _runs[index];
        if (position % run.Repeat == 0)
        {
            run.Block.Split(position / run.Repeat);
            return;
        }

        // The border falls between two positions of one identity: lay that run out position by position.
        _runs.RemoveAt(index);
        _runs.InsertRange(index, Singles(run.Block).SelectMany(single => Enumerable.Repeat(new ChannelRun(single, 1), run.Repeat)));
    }
}
