using ModelOptimizer.Pruning;

namespace ModelOptimizer.Search.Spaces;

/// <summary>What may be searched.</summary>
public sealed record SearchSpaceOptions
{
    private readonly double _cap = 0.9;
    private readonly double _blockPrior = 0.2;

    /// <summary>Whether residual blocks may leave.</summary>
    public bool Blocks { get; init; } = true;

    /// <summary>Whether channels may leave.</summary>
    public bool Channels { get; init; } = true;

    /// <summary>The largest part of a layer's channels that may leave, above 0 to below 1. Default 0.9 (ABCP, arXiv 2110.03858).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its range.</exception>
    public double Cap
    {
        get => _cap;
        init => _cap = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The cap of ratios lies between 0 and 1, both excluded.");
    }

    /// <summary>
    /// How likely a block leaves before anything is learnt, above 0 to below 1; strategies that draw blocks blindly do so by it. Default 0.2: by the toss of
    /// a coin half of a network's blocks leave at once, which few candidates survive.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its range.</exception>
    public double BlockPrior
    {
        get => _blockPrior;
        init => _blockPrior = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The prior of blocks lies between 0 and 1, both excluded.");
    }

    /// <summary>How coupled layers come to one ratio.</summary>
    public AlignmentRule Alignment { get; init; } = AlignmentRule.Shared;

    /// <summary>How channels are ranked within coupled layers, and floors, rounding and patterns of layers. Its amounts and scope do not matter.</summary>
    public PruningOptions Pruning { get; init; } = new();
}
