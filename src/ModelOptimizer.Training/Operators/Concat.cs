using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>Concat.</summary>
internal sealed class Concat(Node node) : Operator(node)
{
    private readonly long _axis = node.Int("axis", 1);

    public override Tensor[] Run(Operands operands) => [cat(operands.All(), _axis)];
}
