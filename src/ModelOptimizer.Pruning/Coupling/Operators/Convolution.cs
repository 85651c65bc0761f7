using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>
/// Convolutions make new channels. The groups of a grouped one lose the same local channels, so that they stay equal in width; a depthwise one
/// passes its input's channels on, each as often as its multiplier says.
/// </summary>
internal sealed class Convolution : IOperatorFamily
{
    public IReadOnlyList<string> OpTypes => ["Conv"];

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

        var (outputs, inputsPerGroup, groups) = ((int)weight.Shape[0], (int)weight.Shape[1], Groups(node));
        var input = pass.LayerInput(node.Inputs[0], 1, weight.Shape.Count, inputsPerGroup * groups);
        if (input.Axis != 1 || input.Width != inputsPerGroup * groups)
        {
            return $"its input's channels are not the {inputsPerGroup * groups} that its weights read";
        }

        var channels = groups == 1 || inputsPerGroup > 1 ? ChannelList.Fresh(outputs) : input.Channels.Repeated(outputs / groups);
        if (groups == 1 || inputsPerGroup > 1)
        {
            pass.Slot(node, node.Inputs[1], 1, ChannelRole.Input, input.Channels.SharedByGroups(groups));
            channels.SharedByGroups(groups);
        }

        pass.Slot(node, node.Inputs[1], 0, ChannelRole.Output, channels);
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
        var weight = pass.Source.Initializers[node.Inputs[1]];
        var (groups, inputsPerGroup) = (Groups(node), (int)weight.Shape[1]);
        if (groups > 1 && inputsPerGroup == 1)
        {
            cut.Attributes["group"] = (long)pass.Kept(node.Inputs[0]).Length;
            return;
        }

        if (pass.Constants.Of(node.Inputs[0]) is { } constants)
        {
            pass.AddToOutput(node, cut, Offsets(weight.Floats, (int)weight.Shape[0], inputsPerGroup, groups, constants));
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

    private static int Groups(Node node) => (int)node.Int("group", 1);
}
