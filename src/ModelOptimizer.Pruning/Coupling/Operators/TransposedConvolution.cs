using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>
/// Transposed convolutions: weights <c>[inputs, outputs / groups, ...]</c>. What a constant input adds differs from pixel to pixel with the phase of
/// the stride, so that it is not folded.
/// </summary>
internal sealed class TransposedConvolution : ConvolutionFamily
{
    public override IReadOnlyList<string> OpTypes => ["ConvTranspose"];

    public override bool Absorbs => false;

    protected override int Inputs(TensorData weight, int groups) => (int)weight.Shape[0];

    protected override ChannelList Couple(Node node, TensorData weight, ChannelList inputs, CouplingPass pass)
    {
        var (outputsPerGroup, groups) = ((int)weight.Shape[1], Groups(node));
        if (IsDepthwise(groups, weight))
        {
            pass.Slot(node, node.Inputs[1], 0, ChannelRole.Output, inputs);
            return inputs.Repeated(outputsPerGroup);
        }

        var channels = ChannelList.Fresh(outputsPerGroup * groups);
        inputs.SharedByGroups(groups);
        pass.Slot(node, node.Inputs[1], 0, ChannelRole.Input, inputs);
        pass.Slot(node, node.Inputs[1], 1, ChannelRole.Output, channels.SharedByGroups(groups));
        return channels;
    }

    public override void Cut(Node node, Node cut, CutPass pass)
    {
        if (IsDepthwise(Groups(node), pass.Source.Initializers[node.Inputs[1]]))
        {
            CutDepthwise(node, cut, pass);
        }
    }

    private static bool IsDepthwise(int groups, TensorData weight) => groups > 1 && groups == weight.Shape[0];
}
