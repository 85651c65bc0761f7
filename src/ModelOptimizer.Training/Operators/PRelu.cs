using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>PRelu: a slope below zero, broadcast; before operator set 7 a list of slopes belonged to the channels.</summary>
internal sealed class PRelu(Node node, ModelGraph graph) : Operator(node)
{
    private readonly bool _slopesAreOfChannels = graph.OperatorSets.GetValueOrDefault("", 17) < 7;

    public override Tensor[] Run(Operands operands)
    {
        var (input, slope) = (operands[0], operands[1]);
        if (_slopesAreOfChannels && slope.dim() == 1)
        {
            slope = slope.reshape([-1, .. Enumerable.Repeat(1L, (int)input.dim() - 2)]);
        }

        return [input.clamp_min(0).add(input.clamp_max(0).mul(slope))];
    }
}
