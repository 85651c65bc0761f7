using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>
/// Convolutions make new channels. The groups of a grouped one lose the same local channels, so that they stay equal in width; a depthwise one
/// passes its input's channels on, each as often as its multiplier says.
/// </summary>
internal sealed class Convolution : ConvolutionFamily
{
    public override IReadOnlyList<string> OpTypes => ["Conv"];

    public override bool Absorbs => true;

    protected override int Inputs(TensorData weight, int groups) => (int)weight.Shape[1] * groups;

    protected override ChannelList Couple(Node node, TensorData weight, ChannelList inputs, CouplingPass pass)
    {
        var (outputs, groups) = ((int)weight.Shape[0], Groups(node));
        var channels = IsDepthwise(groups, weight) ? inputs.Repeated(outputs / groups) : ChannelList.Fresh(outputs);
        if (!IsDepthwise(groups, weight))
        {
            pass.Slot(node, node.Inputs[1], 1, ChannelRole.Input, inputs.SharedByGroups(groups));
            channels.SharedByGroups(groups);
        }

        pass.Slot(node, node.Inputs[1], 0, ChannelRole.Output, channels);
        return channels;
    }

    public override void Cut(Node node, Node cut, CutPass pass)
    {
        var (weight, groups) = (pass.Source.Initializers[node.Inputs[1]], Groups(node));
        if (IsDepthwise(groups, weight))
        {
            CutDepthwise(node, cut, pass);
        }
        else if (pass.Constants.Of(node.Inputs[0]) is { } constants)
        {
            pass.AddToOutput(node, cut, Offsets(weight.Floats, (int)weight.Shape[0], (int)weight.Shape[1], groups, constants));
        }
    }

    /// <summary>What constant input channels add to each output, borders aside: the sum of the kernel times the constant.</summary>
    private static double[] Offsets(ReadOnlySpan<float> weight, int outputs, int inputsPerGroup, int groups, float[] constants)
    {
        var offsets = new double[outputs];
        var area = weight.Length / (outputs * inputsPerGroup);
        for (var output = 0; output < outputs; output++)
        {
            var firstInput = output / (outputs / groups) * inputsPerGroup;
            for (var input = 0; input < inputsPerGroup; input++)
            {
                var constant = constants[firstInput + input];
                if (constant is 0 or float.NaN)
                {
                    continue;
                }

                var sum = 0.0;
                foreach (var value in weight.Slice(((output * inputsPerGroup) + input) * area, area))
                {
                    sum += value;
                }

                offsets[output] += sum * constant;
            }
        }

        return offsets;
    }

    private static bool IsDepthwise(int groups, TensorData weight) => groups > 1 && weight.Shape[1] == 1;
}
