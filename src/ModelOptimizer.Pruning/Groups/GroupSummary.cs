using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Pruning.Groups;

/// <summary>What a group of layers holds of a model.</summary>
/// <param name="Name">The group.</param>
/// <param name="Layers">Convolutions and matrix products.</param>
/// <param name="Channels">Coupled sets of channels that they make.</param>
/// <param name="Free">How many of them may leave.</param>
/// <param name="Parameters">Parameters of the layers and of their normalisation.</param>
/// <param name="Macs">Multiply-accumulates for one input.</param>
public sealed record GroupSummary(string Name, int Layers, int Channels, int Free, long Parameters, long Macs)
{
    /// <summary>The groups of a model in the order of its layers, and the group of each layer by its name.</summary>
    /// <exception cref="GroupingException">The grouping is for another model.</exception>
    /// <exception cref="GraphException">The graph's shapes contradict each other.</exception>
    public static (IReadOnlyList<GroupSummary> Groups, IReadOnlyDictionary<string, string> OfLayer) Of(ModelGraph graph, ChannelCoupling coupling, PruningOptions options)
    {
        var (groups, eligible, blockOf) = (new LayerGroups(graph, coupling, options), new EligibleSets(coupling, options), coupling.BlockOfSet());
        var ofNode = coupling.Layers.DistinctBy(layer => layer.Node.Name).ToDictionary(layer => layer.Node.Name, layer => groups.Of(layer.Node), StringComparer.Ordinal);
        var order = ofNode.Values.Distinct(StringComparer.Ordinal).ToList();
        var ofLayer = new Dictionary<string, string>(ofNode, StringComparer.Ordinal);
        foreach (var scale in coupling.Slots.Where(slot => slot.Role == ChannelRole.Scale))
        {
            if (groups.Of(coupling.Blocks[blockOf[scale.Channels.Spans[0].Start]]) is { } group)
            {
                ofNode.TryAdd(scale.Node.Name, group);
            }
        }

        var costs = CostModel.Measure(graph).Layers.Where(layer => ofNode.ContainsKey(layer.Name)).ToLookup(layer => ofNode[layer.Name], StringComparer.Ordinal);
        var blocks = coupling.Blocks.Where(block => groups.Of(block) is not null).ToLookup(block => groups.Of(block)!, StringComparer.Ordinal);
        return ([.. order.Select(name => new GroupSummary(
            name,
            ofLayer.Values.Count(group => group == name),
            blocks[name].Sum(block => block.Width),
            blocks[name].Where(block => eligible[block.Start]).Sum(block => block.Width),
            costs[name].Sum(layer => layer.Parameters),
            costs[name].Sum(layer => layer.Macs)))], ofLayer);
    }
}
