using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>MatMul.</summary>
internal sealed class MatMul(Node node) : Operator(node)
{
    public override Tensor[] Run(Operands operands) => [operands.Factor(0).matmul(operands.Factor(1))];
}
