using System.Text.Json.Nodes;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Rewrites;
using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Pipeline.Models;

/// <summary>Which channels of a model can only leave together, what could not be followed, and what therefore stays.</summary>
/// <param name="Coupling">The coupling; shape arithmetic and other constants have been computed beforehand.</param>
public sealed record CoupledSets(ChannelCoupling Coupling)
{
    /// <summary>Follows the channels of a model given as for <see cref="ModelArgument"/>.</summary>
    /// <exception cref="GraphException">There is no such model, or it is malformed.</exception>
    public static CoupledSets Of(string argument, IReadOnlyList<string> settings) =>
        new(ChannelCoupling.Of(ConstantFolding.Apply(ModelArgument.Load(argument, settings).Graph)));

    /// <summary>The coupled sets as chains.</summary>
    public IReadOnlyList<CoupledChain> Chains { get; } = CoupledChain.Of(Coupling);

    /// <summary>
    /// The published document: <c>{"schemaVersion":1,"sets":[{"channels":N,"stays":"why","members":[...]}],"refused":[...],"leftWhole":[...]}</c>;
    /// <c>stays</c> is absent where the channels may leave.
    /// </summary>
    public string ToJson() => new JsonObject
    {
        ["schemaVersion"] = 1,
        ["sets"] = new JsonArray([.. Chains.Select(Set)]),
        ["refused"] = new JsonArray([.. Coupling.Refusals.Select(refusal => new JsonObject
        {
            ["node"] = refusal.Node,
            ["operator"] = refusal.OpType,
            ["reason"] = refusal.Reason,
        })]),
        ["leftWhole"] = new JsonArray([.. Coupling.LeftWhole.Select(whole => new JsonObject { ["layer"] = whole.Layer, ["reason"] = whole.Reason })]),
    }.ToJsonString();

    private static JsonObject Set(CoupledChain chain)
    {
        JsonObject set = new() { ["channels"] = chain.Channels };
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
