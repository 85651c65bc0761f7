using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>DepthToSpace: channels become blocks of pixels; <c>DCR</c> has the block outermost in the channels, <c>CRD</c> innermost (pixel shuffle).</summary>
internal sealed class DepthToSpace(Node node) : Operator(node)
{
    private readonly long _block = node.Int("blocksize", 1);
    private readonly bool _blockIsInner = node.Text("mode", "DCR") == "CRD";

    public override Tensor[] Run(Operands operands)
    {
        var input = operands[0];
        var (batch, channels, height, width) = (input.size(0), input.size(1) / (_block * _block), input.size(2), input.size(3));
        var split = _blockIsInner
            ? input.reshape(batch, channels, _block, _block, height, width).permute(0, 1, 4, 2, 5, 3)
            : input.reshape(batch, _block, _block, channels, height, width).permute(0, 3, 4, 1, 5, 2);
        return [split.reshape(batch, channels, height * _block, width * _block)];
    }
}
