using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Pruning.Groups;

/// <summary>The coupled sets that may leave: not protected, made by a layer, and not excluded by name.</summary>
internal sealed class EligibleSets
{
    private readonly ChannelCoupling _coupling;
    private readonly int[] _blockOf;
    private readonly string?[] _whole;

    public EligibleSets(ChannelCoupling coupling, PruningOptions options)
    {
        _coupling = coupling;
        _blockOf = coupling.BlockOfSet();
        _whole = [.. coupling.Blocks.Select(block => Whole(block, options))];
    }

    public bool this[int set] => _whole[_blockOf[set]] is null;

    public CoupledBlock BlockOf(int set) => _coupling.Blocks[_blockOf[set]];

    /// <summary>Why a set stays, or null where it may leave.</summary>
    public string? WholeReason(int set) => _whole[_blockOf[set]];

    private static string? Whole(CoupledBlock block, PruningOptions options)
    {
        if (block.Protection is not null)
        {
            return block.Protection;
        }

        var layers = block.Members.Where(member => member.Slot.Role == ChannelRole.Output).Select(member => member.Slot.Node.Name).ToList();
        return layers.Count == 0 ? "no layer makes it"
            : layers.Find(layer => LayerGroups.Matches(layer, options.Exclude)) is { } excluded ? $"'{excluded}' is excluded"
            : options.Include.Count > 0 && !layers.TrueForAll(layer => LayerGroups.Matches(layer, options.Include)) ? "it is not included"
            : null;
    }
}
