using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Shapes;
using ModelOptimizer.Pruning.Coupling.Operators;

namespace ModelOptimizer.Pruning.Coupling;

/// <summary>Follows channel identities from the inputs of a graph to its outputs and numbers what results.</summary>
internal static class CouplingAnalysis
{
    public static ChannelCoupling Run(ModelGraph graph)
    {
        var pass = new CouplingPass(graph, ShapeInference.Infer(graph));
        foreach (var input in graph.Inputs)
        {
            pass.Assign(input.Name, pass.Whole(input.Name, "it is a graph input"));
        }

        var refusals = new List<Refusal>();
        foreach (var node in graph.Nodes)
        {
            if (node.Inputs.Exists(input => pass.Layout(input) is not null) && Follow(node, pass) is { } reason)
            {
                refusals.Add(new(node.Name, node.OpType, reason));
                LeaveWhole(node, reason, pass);
            }
        }

        foreach (var output in graph.Outputs)
        {
            pass.Layout(output.Name)?.Channels.Protect("it is a graph output");
        }

        ProtectSharedConstants(pass);
        return Number(pass, refusals);
    }

    private static string? Follow(Node node, CouplingPass pass) =>
        OperatorFamilies.Of(node) is not { } family ? $"the operator {node.OpType} is not known to pruning"
        : family is not (Elementwise or Concat) && pass.Layout(node.Inputs[0]) is null ? "the channels of its first input are not known"
        : family.Couple(node, pass);

    private static void LeaveWhole(Node node, string reason, CouplingPass pass)
    {
        foreach (var input in node.Inputs)
        {
            pass.Layout(input)?.Channels.Protect($"{node.OpType} '{node.Name}' reads it: {reason}");
        }

        foreach (var output in node.Outputs.Where(output => pass.Layout(output) is null))
        {
            pass.Assign(output, pass.Whole(output, $"{node.OpType} '{node.Name}' makes it: {reason}"));
        }
    }

    /// <summary>An initializer that is sliced for one reader must not be read whole by another.</summary>
    private static void ProtectSharedConstants(CouplingPass pass)
    {
        var sliced = pass.Slots.Select(slot => (slot.Node, slot.Initializer)).ToHashSet();
        var lists = pass.Slots.ToLookup(slot => slot.Initializer, slot => slot.Channels, StringComparer.Ordinal);
        foreach (var node in pass.Graph.Nodes)
        {
            foreach (var input in node.Inputs.Where(input => lists.Contains(input) && !sliced.Contains((node, input))))
            {
                foreach (var channels in lists[input])
                {
                    channels.Protect($"{node.OpType} '{node.Name}' reads '{input}' whole");
                }
            }
        }
    }

    private static ChannelCoupling Number(CouplingPass pass, IReadOnlyList<Refusal> refusals)
    {
        var blocks = new List<CoupledBlock>();
        var index = new Dictionary<IdentityBlock, CoupledBlock>();
        var count = 0;
        var axes = pass.Layouts.ToDictionary(pair => pair.Key, pair => Axis(pair.Value.Axis, pair.Value.Rank, pair.Value.Channels), StringComparer.Ordinal);
        var slots = new List<ChannelSlot>(pass.Slots.Count);
        foreach (var draft in pass.Slots)
        {
            var rank = pass.Graph.Initializers[draft.Initializer].Shape.Count;
            var slot = new ChannelSlot(draft.Node, draft.Initializer, draft.Role, Axis(draft.Axis, rank, draft.Channels));
            slots.Add(slot);
            var offset = 0;
            foreach (var run in draft.Channels.Runs)
            {
                index[run.Block].Add(new(slot, offset, run.Repeat));
                offset += run.Positions;
            }
        }

        return new(blocks, slots, axes, refusals);

        ChannelAxis Axis(int axis, int rank, ChannelList channels)
        {
            var spans = new List<ChannelSpan>(channels.Runs.Count);
            foreach (var run in channels.Runs)
            {
                if (!index.TryGetValue(run.Block, out var block))
                {
                    block = new(count, run.Block.Width, run.Block.Protection);
                    index.Add(run.Block, block);
                    blocks.Add(block);
                    count += block.Width;
                }

                spans.Add(new(block.Start, block.Width, run.Repeat));
            }

            return new(axis, rank, spans);
        }
    }
}
