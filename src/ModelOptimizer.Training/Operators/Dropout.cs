using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Training.Operators;

/// <summary>Dropout; its ratio is an attribute before operator set 12, an operand since.</summary>
internal sealed class Dropout(Node node) : Operator(node)
{
    public override Tensor[] Run(Operands operands) => Node.Outputs.Count > 1
        ? throw Unsupported("its mask output")
        : [operands.Training ? functional.dropout(operands[0], operands.Number(1, Node.Float("ratio", 0.5f))) : operands[0].alias()];
}
