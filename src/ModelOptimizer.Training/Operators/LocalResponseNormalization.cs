using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Training.Operators;

/// <summary>LRN: x / (bias + alpha * mean of squares over neighbouring channels)^beta; a window of even size reaches further up than down.</summary>
internal sealed class LocalResponseNormalization(Node node) : Operator(node)
{
    private readonly float _alpha = node.Float("alpha", 1e-4f);
    private readonly float _beta = node.Float("beta", 0.75f);
    private readonly float _bias = node.Float("bias", 1);
    private readonly long _size = node.Int("size", 1);

    public override Tensor[] Run(Operands operands)
    {
        var input = operands[0];
        var pads = new long[2 * (input.dim() - 1)];
        (pads[^2], pads[^1]) = ((_size - 1) / 2, _size / 2);
        var means = functional.pad(input.square(), pads).unfold(1, _size, 1).mean([-1]);
        return [input.div(means.mul(_alpha).add(_bias).pow(_beta))];
    }
}
