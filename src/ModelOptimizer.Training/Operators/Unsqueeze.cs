using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>Unsqueeze; its axes are an attribute before operator set 13, an operand since.</summary>
internal sealed class Unsqueeze(Node node) : Operator(node)
{
    public override Tensor[] Run(Operands operands)
    {
        var input = operands[0];
        var axes = Node.Ints("axes") ?? operands.Integers(1) ?? throw Unsupported("it states no axes");
        var rank = input.dim() + axes.Length;
        foreach (var axis in axes.Select(axis => axis < 0 ? axis + rank : axis).Order())
        {
            input = input.unsqueeze(axis);
        }

        return [input];
    }
}
