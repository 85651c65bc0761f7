using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>GlobalAveragePool.</summary>
internal sealed class GlobalAveragePool(Node node) : Operator(node)
{
    public override Tensor[] Run(Operands operands) => [operands[0].mean([2, 3], keepdim: true)];
}
