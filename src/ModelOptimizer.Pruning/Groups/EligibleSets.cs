using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Criteria;

namespace ModelOptimizer.Pruning.Groups;

/// <summary>The coupled sets that may leave: not protected, made by a layer, and not excluded by name.</summary>
internal sealed class EligibleSets
{
    private const int MostNamed = 3;

    private readonly ChannelCoupling _coupling;
    private readonly int[] _blockOf;
    private readonly string?[] _whole;

    public EligibleSets(ChannelCoupling coupling, PruningOptions options)
    {
        _coupling = coupling;
        var unused = options.Include.Concat(options.Exclude).FirstOrDefault(pattern => !coupling.Layers.Any(layer => LayerGroups.Matches(layer.Node.Name, [pattern])));
        if (unused is not null)
        {
            throw new PruningException($"The pattern '{unused}' matches no layer{Suggestion.For(unused, [.. coupling.Layers.Select(layer => layer.Node.Name)])}");
        }

        _blockOf = coupling.BlockOfSet();
        _whole = [.. coupling.Blocks.Select(block => Whole(block, options))];
    }

    public bool this[int set] => _whole[_blockOf[set]] is null;

    public CoupledBlock BlockOf(int set) => _coupling.Blocks[_blockOf[set]];

    /// <summary>Why a set stays, or null where it may leave.</summary>
    public string? WholeReason(int set) => _whole[_blockOf[set]];

    /// <summary>Makes sure that there is something to choose from.</summary>
    /// <exception cref="PruningException">No set may leave; the message says why, layer by layer.</exception>
    public void RequireAny(float[] scores, ICriterion criterion)
    {
        for (var set = 0; set < scores.Length; set++)
        {
            if (this[set] && !float.IsNaN(scores[set]))
            {
                return;
            }
        }

        var reasons = _coupling.Layers
            .Select(layer => (layer.Node.Name, Reason: WholeReason(layer.Channels.Spans[0].Start) ?? $"the criterion '{criterion.Name}' cannot judge it"))
            .GroupBy(layer => layer.Reason, layer => layer.Name, StringComparer.Ordinal)
            .Select(layers => $"{string.Join(", ", layers.Take(MostNamed))}{(layers.Count() > MostNamed ? $" and {layers.Count() - MostNamed} more" : "")} ({layers.Key})")
            .ToList();
        throw new PruningException($"No channel can leave: {(reasons.Count == 0 ? "the model has no layer that makes channels" : string.Join("; ", reasons))}.");
    }

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
