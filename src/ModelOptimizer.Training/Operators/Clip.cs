using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>Clip; its limits are attributes before operator set 11, operands since.</summary>
internal sealed class Clip(Node node) : Operator(node)
{
    public override Tensor[] Run(Operands operands) =>
        [operands[0].clamp((TorchSharp.Scalar)operands.Number(1, Node.Float("min", float.MinValue)), operands.Number(2, Node.Float("max", float.MaxValue)))];
}
