using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Training.Operators;

/// <summary>InstanceNormalization: each channel of each image by its own statistics.</summary>
internal sealed class InstanceNormalization(Node node) : Operator(node)
{
    private readonly double _epsilon = node.Float("epsilon", 1e-5f);

    public override Tensor[] Run(Operands operands) => [functional.instance_norm(operands[0], weight: operands[1], bias: operands[2], eps: _epsilon)];
}
