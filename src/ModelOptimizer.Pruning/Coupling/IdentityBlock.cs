namespace ModelOptimizer.Pruning.Coupling;

/// <summary>
/// An interval of channel identities: a node of a union-find forest whose roots can also be split. A block that is no root has either been
/// united with one other block or cut into two.
/// </summary>
internal sealed class IdentityBlock(int width)
{
    private IdentityBlock? _first;
    private IdentityBlock? _second;

    public int Width { get; } = width;

    /// <summary>Why these channels must stay, or null where they may leave.</summary>
    public string? Protection { get; private set; }

    public bool IsRoot => _first is null;

    public void Protect(string reason) => Protection ??= reason;

    /// <summary>Makes the identities of this root the same as those of <paramref name="other"/>, a root of equal width.</summary>
    public void UniteInto(IdentityBlock other)
    {
        if (Protection is not null)
        {
            other.Protect(Protection);
        }

        _first = other;
    }

    /// <summary>Cuts this root before identity <paramref name="at"/>.</summary>
    public void Split(int at)
    {
        _first = new IdentityBlock(at) { Protection = Protection };
        _second = new IdentityBlock(Width - at) { Protection = Protection };
    }

    /// <summary>Calls <paramref name="visit"/> with the roots that stand for this block, in the order of their identities.</summary>
    public void VisitRoots(Action<IdentityBlock> visit)
    {
        var block = United();
        if (block._first is null)
        {
            visit(block);
            return;
        }

        block._first.VisitRoots(visit);
        block._second!.VisitRoots(visit);
    }

    private IdentityBlock United()
    {
        var block = this;
        while (block._first is not null && block._second is null)
        {
            block = block._first;
        }

        // Path compression keeps long chains of unions flat.
        for (var passed = this; passed != block && passed._first != block;)
        {
            (passed._first, passed) = (block, passed._first!);
        }

        return block;
    }
}
