using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>Expand: broadcast in both directions, so a 1 in the shape keeps the operand's size.</summary>
internal sealed class Expand(Node node) : Operator(node)
{
    public override Tensor[] Run(Operands operands)
    {
        var input = operands[0];
        var shape = operands.Integers(1) ?? throw Unsupported("it has no shape");
        long[] target = [.. Enumerable.Repeat(1L, Math.Max(0, (int)input.dim() - shape.Length)), .. shape];
        var sizes = input.shape;
        for (var back = 1; back <= sizes.Length; back++)
        {
            target[^back] = target[^back] == 1 ? sizes[^back] : target[^back];
        }

        return [input.expand(target)];
    }
}
