using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>
/// Transposed convolutions: weights <c>[inputs, outputs / groups, ...]</c>. What a constant input adds differs from pixel to pixel with the phase of
/// the stride, so that it is not folded.
/// </summary>
internal sealed class TransposedConvolution : IOperatorFamily
{
    public IReadOnlyList<string> OpTypes => ["ConvTranspose"];

    public bool Absorbs => false;

    public string? Couple(Node node, CouplingPass pass)
    {
        if (pass.Constant(node.Inputs[1]) is not { Shape.Count: >= 3 } weight)
        {
            return "its weights are not a constant";
        }

        if (node.Input(2) is { } name && pass.Constant(name) is null)
        {
            return "its bias is not a constant";
        }

        var (inputs, outputsPerGroup, groups) = ((int)weight.Shape[0], (int)weight.Shape[1], Groups(node));
        var input = pass.LayerInput(node.Inputs[0], 1, weight.Shape.Count, inputs);
        if (input.Axis != 1 || input.Width != inputs)
        {
            return $"its input's channels are not the {inputs} that its weights read";
        }

        var channels = IsDepthwise(groups, inputs) ? input.Channels.Repeated(outputsPerGroup) : ChannelList.Fresh(outputsPerGroup * groups);
        if (IsDepthwise(groups, inputs))
        {
            pass.Slot(node, node.Inputs[1], 0, ChannelRole.Output, input.Channels);
        }
        else
        {
            input.Channels.SharedByGroups(groups);
            pass.Slot(node, node.Inputs[1], 0, ChannelRole.Input, input.Channels);
            pass.Slot(node, node.Inputs[1], 1, ChannelRole.Output, channels.SharedByGroups(groups));
        }

        if (node.Input(2) is { } bias)
        {
            pass.Slot(node, bias, 0, ChannelRole.Bias, channels);
        }

        pass.Assign(node.Output, new(1, weight.Shape.Count, channels));
        return null;
    }

    /// <summary>A removed filter leaves its bias.</summary>
    public void Propagate(Node node, ConstantPass pass) => pass.AssignBias(node.Output, node.Input(2));

    public void Cut(Node node, Node cut, CutPass pass)
    {
        if (IsDepthwise(Groups(node), (int)pass.Source.Initializers[node.Inputs[1]].Shape[0]))
        {
            cut.Attributes["group"] = (long)pass.Kept(node.Inputs[0]).Length;
        }
    }

    private static int Groups(Node node) => (int)node.Int("group", 1);

    private static bool IsDepthwise(int groups, int inputs) => groups > 1 && groups == inputs;
}
