using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>SpaceToDepth: blocks of pixels become channels, the block outermost.</summary>
internal sealed class SpaceToDepth(Node node) : Operator(node)
{
    private readonly long _block = node.Int("blocksize", 1);

    public override Tensor[] Run(Operands operands)
    {
        var input = operands[0];
        var (batch, channels, height, width) = (input.size(0), input.size(1), input.size(2) / _block, input.size(3) / _block);
        return [input.reshape(batch, channels, height, _block, width, _block).permute(0, 3, 5, 1, 2, 4)
            .reshape(batch, channels * _block * _block, height, width)];
    }
}
