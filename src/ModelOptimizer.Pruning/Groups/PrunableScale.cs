using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Pruning.Groups;

/// <summary>A gamma vector that sparse training penalises.</summary>
/// <param name="Initializer">The initializer that holds it.</param>
/// <param name="Layer">The BatchNormalization that uses it.</param>
/// <param name="Group">The group of the layer that makes the channels.</param>
/// <param name="Channels">The entries that belong to channels that may leave, in ascending order.</param>
public sealed record PrunableScale(string Initializer, string Layer, string Group, IReadOnlyList<int> Channels)
{
    /// <summary>The gammas of <paramref name="graph"/> whose channels may leave under <paramref name="options"/>, in the order of the graph.</summary>
    /// <exception cref="GraphException">The graph's shapes contradict each other.</exception>
    public static IReadOnlyList<PrunableScale> Of(ModelGraph graph, PruningOptions options)
    {
        var coupling = ChannelCoupling.Of(graph);
        var groups = new LayerGroups(graph, coupling, options);
        var eligible = new EligibleSets(coupling, options);
        var scales = new List<PrunableScale>();
        foreach (var slot in coupling.Slots.Where(slot => slot.Role == ChannelRole.Scale).DistinctBy(slot => slot.Initializer))
        {
            var sets = slot.Channels.Sets();
            int[] channels = [.. Enumerable.Range(0, sets.Length).Where(channel => eligible[sets[channel]])];
            if (channels.Length > 0)
            {
                scales.Add(new(slot.Initializer, slot.Node.Name, groups.Of(eligible.BlockOf(sets[channels[0]]))!, channels));
            }
        }

        return scales;
    }
}
