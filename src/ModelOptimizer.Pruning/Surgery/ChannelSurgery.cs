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

    internal static ModelGraph Apply(ModelGraph graph, ChannelCoupling coupling, bool[] removed, bool foldConstants)
    {
        var target = graph.Clone();
        SliceInitializers(target, coupling, removed);
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

    private static void SliceInitializers(ModelGraph target, ChannelCoupling coupling, bool[] removed)
    {
        foreach (var axes in coupling.Slots.DistinctBy(slot => (slot.Initializer, slot.Channels.Axis)).GroupBy(slot => slot.Initializer, slot => slot.Channels, StringComparer.Ordinal))
        {
            target.Initializers[axes.Key] = target.Initializers[axes.Key].Take(axes.Select(axis => (axis.Axis, axis.Kept(removed))));
        }
    }
}
