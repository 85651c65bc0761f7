using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>ArgMax and ArgMin: the first extremum along an axis, or the last with <c>select_last_index</c>.</summary>
internal sealed class ArgExtremum(Node node, Func<Tensor, long, bool, Tensor> function) : Operator(node)
{
    private readonly long _axis = node.Int("axis", 0);
    private readonly bool _keeps = node.Int("keepdims", 1) != 0;
    private readonly bool _takesLast = node.Int("select_last_index", 0) != 0;

    public override Tensor[] Run(Operands operands)
    {
        var input = operands[0];
        return _takesLast
            ? [function(input.flip(_axis), _axis, _keeps).neg().add(input.shape[(int)(_axis < 0 ? _axis + input.dim() : _axis)] - 1)]
            : [function(input, _axis, _keeps)];
    }
}
