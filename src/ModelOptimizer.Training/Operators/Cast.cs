using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>Cast.</summary>
internal sealed class Cast(Node node) : Operator(node)
{
    private readonly ScalarType _type = ((ElementType)node.Int("to", 0)).ToScalarType();

    public override Tensor[] Run(Operands operands) => [operands[0].dtype == _type ? operands[0].alias() : operands[0].to(_type)];
}
