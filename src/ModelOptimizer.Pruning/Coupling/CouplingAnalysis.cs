using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Onnx;
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

        var outputs = graph.Outputs.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        var refusals = new List<Refusal>();
        var followed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in graph.Nodes)
        {
            if (!node.Inputs.Exists(pass.Carries) && !IsLayer(node, pass))
            {
                continue;
            }

            if ((Follow(node, pass) ?? Unfollowed(node, pass, outputs)) is { } reason)
            {
                refusals.Add(new(node.Name, node.OpType, reason));
                LeaveWhole(node, reason, pass);
            }
            else
            {
                followed.Add(node.Name);
            }
        }

        foreach (var output in outputs)
        {
            pass.Protect(output, "it is a graph output");
        }

        ProtectCaptures(pass);
        ProtectSharedConstants(pass, outputs);
        return Number(pass, refusals, followed);
    }

    /// <summary>Whether a node makes channels whatever it reads.</summary>
    private static bool IsLayer(Node node, CouplingPass pass) =>
        OperatorFamilies.Of(node) is Convolution or TransposedConvolution or MatrixProduct && pass.Constant(node.Input(1)) is not null;

    private static string? Follow(Node node, CouplingPass pass) =>
        OperatorFamilies.Of(node) is not { } family ? $"the operator {node.OpType} is not known to pruning"
        : node.Inputs.Find(input => pass.Grid(input) is not null) is { } spread && !(family.Rearranges && spread == node.Inputs[0])
            ? "its input's channels are spread over several axes"
        : family is not (Elementwise or Concat) && !IsLayer(node, pass) && !pass.Carries(node.Inputs[0]) ? "the channels of its first input are not known"
        : family.Couple(node, pass);

    /// <summary>Channels must not leave a value that somebody reads but nobody followed, such as the indices of a pooling.</summary>
    private static string? Unfollowed(Node node, CouplingPass pass, HashSet<string> outputs) =>
        node.Outputs.Find(output => output.Length > 0 && !pass.Carries(output) && (outputs.Contains(output) || pass.Index.Consumers(output).Count > 0)) is { } lost
        && OperatorFamilies.Of(node) is not ShapeOf
            ? $"its output '{lost}' cannot be followed"
            : null;

    private static void LeaveWhole(Node node, string reason, CouplingPass pass)
    {
        foreach (var input in node.Inputs)
        {
            pass.Protect(input, $"{node.OpType} '{node.Name}' reads it: {reason}");
        }

        foreach (var output in node.Outputs)
        {
            if (pass.Carries(output))
            {
                pass.Protect(output, $"{node.OpType} '{node.Name}' makes it: {reason}");
            }
            else
            {
                pass.Assign(output, pass.Whole(output, $"{node.OpType} '{node.Name}' makes it: {reason}"));
            }
        }
    }

    /// <summary>A subgraph reads what it captures whole.</summary>
    private static void ProtectCaptures(CouplingPass pass)
    {
        foreach (var node in pass.Graph.Nodes)
        {
            foreach (var captured in Subgraphs.Captures(node))
            {
                pass.Protect(captured, $"a subgraph of {node.OpType} '{node.Name}' reads it");
            }
        }
    }

    /// <summary>An initializer that is sliced for one reader must not be read whole by another.</summary>
    private static void ProtectSharedConstants(CouplingPass pass, HashSet<string> outputs)
    {
        var lists = pass.Slots.ToLookup(slot => slot.Initializer, slot => slot.Channels, StringComparer.Ordinal);
        var sliced = pass.Slots.Select(slot => (slot.Node, slot.Initializer)).ToHashSet();
        foreach (var node in pass.Graph.Nodes)
        {
            foreach (var input in node.Inputs.Where(input => lists.Contains(input) && !sliced.Contains((node, input))))
            {
                Protect(input, $"{node.OpType} '{node.Name}' reads '{input}' whole");
            }

            foreach (var captured in Subgraphs.Captures(node))
            {
                Protect(captured, $"a subgraph of {node.OpType} '{node.Name}' reads '{captured}' whole");
            }
        }

        foreach (var output in outputs)
        {
            Protect(output, $"'{output}' is a graph output");
        }

        void Protect(string initializer, string reason)
        {
            foreach (var channels in lists[initializer])
            {
                channels.Protect(reason);
            }
        }
    }

    private static ChannelCoupling Number(CouplingPass pass, IReadOnlyList<Refusal> refusals, IReadOnlySet<string> followed)
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

        return new(blocks, slots, axes, pass.Picks, refusals, followed);

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
