using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>A reduction along axes, which are an attribute in old operator sets (before 13 for ReduceSum, 18 for the others) and an operand since.</summary>
internal sealed class Reduction(Node node, Func<Tensor, long[], bool, Tensor> function) : Operator(node)
{
    private readonly bool _keeps = node.Int("keepdims", 1) != 0;
    private readonly bool _keepsAllWithoutAxes = node.Int("noop_with_empty_axes", 0) != 0;

    public override Tensor[] Run(Operands operands)
    {
        var input = operands[0];
        var axes = Node.Ints("axes") ?? operands.Integers(1) ?? [];
        if (axes.Length > 0)
        {
            return [function(input, axes, _keeps)];
        }

        return [_keepsAllWithoutAxes ? input.alias() : function(input, [.. Enumerable.Range(0, (int)input.dim()).Select(axis => (long)axis)], _keeps)];
    }
}
