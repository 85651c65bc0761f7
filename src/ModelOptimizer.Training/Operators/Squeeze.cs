using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>Squeeze; its axes are an attribute before operator set 13, an operand since, all of size 1 where absent.</summary>
internal sealed class Squeeze(Node node) : Operator(node)
{
    public override Tensor[] Run(Operands operands)
    {
        var input = operands[0];
        var (shape, rank) = (input.shape, input.dim());
        var removed = (Node.Ints("axes") ?? operands.Integers(1))?.Select(axis => axis < 0 ? axis + rank : axis).ToHashSet();
        return [input.reshape([.. shape.Where((size, axis) => removed is null ? size != 1 : !removed.Contains(axis))])];
    }
}
