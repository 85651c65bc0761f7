using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>Range: from a start to before a limit in steps, of the start's type.</summary>
internal sealed class Range(Node node) : Operator(node)
{
    public override Tensor[] Run(Operands operands)
    {
        var first = operands[0];
        return first.IsReal()
            ? [arange(Real(operands, 0), Real(operands, 1), Real(operands, 2), first.dtype, first.device)]
            : [arange(Whole(operands, 0), Whole(operands, 1), Whole(operands, 2), first.dtype, first.device)];
    }

    private double Real(Operands operands, int input) => operands.Number(input) ?? throw Unsupported("start, limit or step is absent");

    private long Whole(Operands operands, int input) => operands.Integers(input) is [var number] ? number : throw Unsupported("start, limit or step is absent");
}
