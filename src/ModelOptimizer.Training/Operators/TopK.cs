using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>TopK: the largest or smallest elements along an axis, in order, equal ones by position; how many is an attribute before operator set 10.</summary>
internal sealed class TopK(Node node) : Operator(node)
{
    private readonly long _axis = node.Int("axis", -1);
    private readonly bool _largest = node.Int("largest", 1) != 0;

    public override Tensor[] Run(Operands operands)
    {
        var count = operands.Integers(1) is [var stated] ? stated : Node.Int("k", 0);
        // Torch's own selection leaves open which of several equal elements it takes.
        var (values, indices) = operands[0].sort(_axis, _largest, stable: true);
        return [values.narrow(_axis, 0, count), indices.narrow(_axis, 0, count)];
    }
}
