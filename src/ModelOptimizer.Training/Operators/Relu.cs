using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Training.Operators;

/// <summary>Relu, in place where nobody misses the operand.</summary>
internal sealed class Relu(Node node) : Operator(node)
{
    public override Tensor[] Run(Operands operands) => [functional.relu(operands[0], operands.MayOverwrite)];
}
