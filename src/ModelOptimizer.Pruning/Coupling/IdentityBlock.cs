namespace ModelOptimizer.Pruning.Coupling;

/// <summary>
/// An interval of channel identities: a node of a union-find forest whose roots can also be split. A block that is no root has either been
/// united with one other block or cut into parts.
/// </summary>
internal sealed class IdentityBlock(int width)
{
    private IdentityBlock? _united;
    private IdentityBlock[]? _parts;

    public int Width { get; } = width;

    /// <summary>Why these channels must stay, or null where they may leave.</summary>
    public string? Protection { get; private set; }

    public bool IsRoot => _united is null && _parts is null;

    public void Protect(string reason) => Protection ??= reason;

    /// <summary>Makes the identities of this root the same as those of <paramref name="other"/>, another root of equal width.</summary>
    public void UniteInto(IdentityBlock other)
    {
        if (Protection is not null)
        {
            other.Protect(Protection);
        }

        _united = other;
    }

    /// <summary>Cuts this root before identity <paramref name="at"/>.</summary>
    public void Split(int at) => _parts = [Part(at), Part(Width - at)];

    /// <summary>Cuts this root into single identities.</summary>
    public void SplitIntoSingles()
    {
        if (Width > 1)
        {
            _parts = new IdentityBlock[Width];
            for (var index = 0; index < _parts.Length; index++)
            {
                _parts[index] = Part(1);
            }
        }
    }

    /// <summary>Calls <paramref name="visit"/> with the roots that stand for this block, in the order of their identities.</summary>
    public void VisitRoots(Action<IdentityBlock> visit)
    {
        var block = United();
        while (block._parts is { } parts)
        {
            foreach (var part in parts.AsSpan(..^1))
            {
                part.VisitRoots(visit);
            }

            // Cutting off the first channels again and again nests on this side.
            block = parts[^1].United();
        }

        visit(block);
    }

    private IdentityBlock Part(int width) => new(width) { Protection = Protection };

    private IdentityBlock United()
    {
        var block = this;
        while (block._united is { } next)
        {
            block = next;
        }

        // Path compression keeps long chains of unions flat.
        for (var passed = this; passed != block;)
        {
            (passed._united, passed) = (block, passed._united!);
        }

        return block;
    }
}
