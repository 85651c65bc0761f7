using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>Flatten to a matrix: the dimensions before the axis, and those from it on.</summary>
internal sealed class Flatten(Node node) : Operator(node)
{
    private readonly long _axis = node.Int("axis", 1);

    public override Tensor[] Run(Operands operands)
    {
        var input = operands[0];
        var rows = 1L;
        foreach (var size in input.shape.AsSpan(0, (int)(_axis < 0 ? _axis + input.dim() : _axis)))
        {
            rows *= size;
        }

        return [input.reshape(rows, rows == 0 ? 0 : input.numel() / rows)];
    }
}
