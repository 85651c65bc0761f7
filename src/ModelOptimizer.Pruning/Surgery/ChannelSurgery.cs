using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Blocks;
using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Coupling.Operators;
using ModelOptimizer.Pruning.Plans;

namespace ModelOptimizer.Pruning.Surgery;

/// <summary>Applies a plan to a graph. What a removed channel constantly contributed is folded into its readers, so that the function changes by no more than the masks do.</summary>
public static class ChannelSurgery
{
    /// <summary>A graph without the blocks and channels that <paramref name="plan"/> removes; inputs, outputs and metadata stay as they are.</summary>
    /// <exception cref="PruningException">The plan does not fit the graph.</exception>
    /// <exception cref="GraphException">The graph's shapes contradict each other.</exception>
    public static ModelGraph Apply(ModelGraph graph, PruningPlan plan)
    {
        var rest = BlockSurgery.Remove(graph, plan.Blocks);
        var coupling = ChannelCoupling.Of(rest);
        return Apply(rest, coupling, plan.Bind(coupling), plan.FoldConstants);
    }

    /// <summary>
    /// The graph as <see cref="Apply(ModelGraph, PruningPlan)"/> gives it for a plan that folds no constants, on the very weights of <paramref name="cut"/>: folding
    /// touches none of them, only biases and means.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="cut">What <paramref name="plan"/> made of the graph.</param>
    /// <exception cref="PruningException">The plan does not fit the graph.</exception>
    /// <exception cref="GraphException">The graph's shapes contradict each other.</exception>
    public static ModelGraph WithoutFolding(ModelGraph graph, PruningPlan plan, ModelGraph cut)
    {
        var rest = BlockSurgery.Remove(graph, plan.Blocks);
        var coupling = ChannelCoupling.Of(rest);
        return Apply(rest, coupling, plan.Bind(coupling), foldConstants: false, cut);
    }

    internal static ModelGraph Apply(ModelGraph graph, ChannelCoupling coupling, bool[] removed, bool foldConstants, ModelGraph? cut = null)
    {
        var target = graph.Clone();
        SliceInitializers(target, coupling, removed, cut);
        var constants = new ConstantPass(graph, coupling, removed);
        var pass = new CutPass(graph, target, coupling, removed, foldConstants ? constants.Run() : constants);
        for (var index = 0; index < graph.Nodes.Count; index++)
        {
            var node = graph.Nodes[index];
            if (!coupling.Follows(node))
            {
                continue;
            }

            if (coupling.Picks.TryGetValue(node.Output, out var pick))
            {
                if (IsCut(pick.Origin))
                {
                    pass.Pick(node, target.Nodes[index], pick);
                }
            }
            else if (node.Inputs.Exists(IsCut) || node.Outputs.Exists(IsCut))
            {
                OperatorFamilies.Of(node)!.Cut(node, target.Nodes[index], pass);
            }
        }

        pass.Finish();
        return target;

        bool IsCut(string value) => coupling.Channels(value) is { } channels && channels.Spans.Any(span => removed.AsSpan(span.Start, span.Length).Contains(true));
    }

    private static void SliceInitializers(ModelGraph target, ChannelCoupling coupling, bool[] removed, ModelGraph? cut)
    {
        foreach (var slots in coupling.Slots.GroupBy(slot => slot.Initializer, StringComparer.Ordinal))
        {
            var known = slots.All(slot => slot.Role is ChannelRole.Input or ChannelRole.Output) ? cut?.Initializers.GetValueOrDefault(slots.Key) : null;
            target.Initializers[slots.Key] = known
                ?? target.Initializers[slots.Key].Take(slots.DistinctBy(slot => slot.Channels.Axis).Select(slot => (slot.Channels.Axis, slot.Channels.Kept(removed))));
        }
    }
}
