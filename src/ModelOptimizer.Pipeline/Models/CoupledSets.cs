using System.Text.Json.Nodes;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Rewrites;
using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Groups;

namespace ModelOptimizer.Pipeline.Models;

/// <summary>Which channels of a model can only leave together, what could not be followed, and what therefore stays.</summary>
/// <param name="Coupling">The coupling; shape arithmetic and other constants have been computed beforehand.</param>
/// <param name="Groups">The groups of layers that share a threshold.</param>
/// <param name="GroupOfLayer">The group of each layer that makes channels, by its name.</param>
public sealed record CoupledSets(ChannelCoupling Coupling, IReadOnlyList<GroupSummary> Groups, IReadOnlyDictionary<string, string> GroupOfLayer)
{
    /// <summary>Follows the channels of a model given as for <see cref="ModelArgument"/>.</summary>
    /// <exception cref="GraphException">There is no such model, or it is malformed.</exception>
    /// <exception cref="GroupingException">The grouping is for another model.</exception>
    public static CoupledSets Of(string argument, IReadOnlyList<string> settings, LayerGrouping grouping = LayerGrouping.Stride)
    {
        var graph = ConstantFolding.Apply(ModelArgument.Load(argument, settings).Graph);
        var coupling = ChannelCoupling.Of(graph);
        var (groups, ofLayer) = GroupSummary.Of(graph, coupling, new() { Grouping = grouping });
        return new(coupling, groups, ofLayer);
    }

    /// <summary>The coupled sets as chains.</summary>
    public IReadOnlyList<CoupledChain> Chains { get; } = CoupledChain.Of(Coupling);

    /// <summary>The group of a chain: that of the first layer that makes its channels; null where none does.</summary>
    public string? GroupOf(CoupledChain chain) =>
        chain.Links.FirstOrDefault(link => link.Role == ChannelRole.Output) is { } layer ? GroupOfLayer.GetValueOrDefault(layer.Node.Name) : null;

    /// <summary>
    /// The published document: <c>{"schemaVersion":1,"sets":[{"channels":N,"group":"name","stays":"why","members":[...]}],"groups":[{"name":"name","layers":N,
    /// "channels":N,"free":N,"parameters":N,"macs":N}],"refused":[...],"leftWhole":[...]}</c>; <c>stays</c> is absent where the channels may leave, <c>group</c>
    /// where no layer makes them.
    /// </summary>
    public string ToJson() => new JsonObject
    {
        ["schemaVersion"] = 1,
        ["sets"] = new JsonArray([.. Chains.Select(Set)]),
        ["groups"] = new JsonArray([.. Groups.Select(group => new JsonObject
        {
            ["name"] = group.Name,
            ["layers"] = group.Layers,
            ["channels"] = group.Channels,
            ["free"] = group.Free,
            ["parameters"] = group.Parameters,
            ["macs"] = group.Macs,
        })]),
        ["refused"] = new JsonArray([.. Coupling.Refusals.Select(refusal => new JsonObject
        {
            ["node"] = refusal.Node,
            ["operator"] = refusal.OpType,
            ["reason"] = refusal.Reason,
        })]),
        ["leftWhole"] = new JsonArray([.. Coupling.LeftWhole.Select(whole => new JsonObject { ["layer"] = whole.Layer, ["reason"] = whole.Reason })]),
    }.ToJsonString();

    private JsonObject Set(CoupledChain chain)
    {
        JsonObject set = new() { ["channels"] = chain.Channels };
        if (GroupOf(chain) is { } group)
        {
            set["group"] = group;
        }

        if (chain.Protection is not null)
        {
            set["stays"] = chain.Protection;
        }

        set["members"] = new JsonArray([.. chain.Links.Select(link => new JsonObject
        {
            ["node"] = link.Node.Name,
            ["operator"] = link.Node.OpType,
            ["role"] = link.Role.ToString().ToLowerInvariant(),
            ["channels"] = string.Join(',', link.Ranges),
        })]);
        return set;
    }
}
