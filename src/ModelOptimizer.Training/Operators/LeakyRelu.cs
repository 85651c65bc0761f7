using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Training.Operators;

/// <summary>LeakyRelu, in place where nobody misses the operand.</summary>
internal sealed class LeakyRelu(Node node) : Operator(node)
{
    private readonly double _slope = node.Float("alpha", 0.01f);

    public override Tensor[] Run(Operands operands) => [functional.leaky_relu(operands[0], _slope, operands.MayOverwrite)];
}
