using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>Where: one operand where the condition holds, another elsewhere.</summary>
internal sealed class Where(Node node) : Operator(node)
{
    public override Tensor[] Run(Operands operands) => [where(operands[0], operands[1], operands[2])];
}
