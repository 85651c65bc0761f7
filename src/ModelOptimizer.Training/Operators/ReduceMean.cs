using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>ReduceMean; its axes are an attribute before operator set 18, an operand since.</summary>
internal sealed class ReduceMean(Node node) : Operator(node)
{
    private readonly bool _keeps = node.Int("keepdims", 1) != 0;

    public override Tensor[] Run(Operands operands)
    {
        var input = operands[0];
        var axes = Node.Ints("axes") ?? operands.Integers(1) ?? [.. Enumerable.Range(0, (int)input.dim()).Select(axis => (long)axis)];
        return [input.mean(axes, _keeps)];
    }
}
