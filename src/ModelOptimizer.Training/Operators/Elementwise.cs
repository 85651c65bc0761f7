using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>A function of one operand, element by element.</summary>
internal sealed class Elementwise(Node node, Func<Tensor, Tensor> function) : Operator(node)
{
    public override Tensor[] Run(Operands operands) => [function(operands[0])];
}
