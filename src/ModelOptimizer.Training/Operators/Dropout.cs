using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Training.Operators;

/// <summary>Dropout; its ratio is an attribute before operator set 12, an operand since, as is whether it also drops outside of training.</summary>
internal sealed class Dropout(Node node) : Operator(node)
{
    public override Tensor[] Run(Operands operands)
    {
        var input = operands[0];
        var ratio = operands.Number(1) ?? Node.Float("ratio", 0.5f);
        var drops = (operands.Training || operands.Number(2) is 1) && ratio > 0;
        if (Node.Outputs.Count == 1)
        {
            return [drops ? functional.dropout(input, ratio) : input.alias()];
        }

        var factors = functional.dropout(ones_like(input), ratio, drops);
        return [input.mul(factors), factors.ne(0)];
    }
}
