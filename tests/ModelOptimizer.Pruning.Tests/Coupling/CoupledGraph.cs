using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Tests.Reference;

namespace ModelOptimizer.Pruning.Tests.Coupling;

/// <summary>Questions to the coupling of a graph.</summary>
internal static class CoupledGraph
{
    /// <summary>The coupling of a small graph.</summary>
    public static ChannelCoupling Analyse(Func<Feature, IEnumerable<Feature>> body) => ChannelCoupling.Of(TestGraph.Build(body));

    /// <summary>The sets that a layer makes.</summary>
    public static int[] Sets(ChannelCoupling coupling, string layer) => coupling.Layers.Single(slot => slot.Node.Name == layer).Channels.Sets();

    /// <summary>The sets that a layer reads.</summary>
    public static int[] InputSets(ChannelCoupling coupling, string layer) =>
        coupling.Slots.Single(slot => slot.Node.Name == layer && slot.Role == ChannelRole.Input).Channels.Sets();
}
