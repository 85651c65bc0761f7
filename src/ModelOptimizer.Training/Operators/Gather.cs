using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>Gather along one axis with indices of any shape; negative ones count from the end.</summary>
internal sealed class Gather(Node node) : Operator(node)
{
    private readonly long _axis = node.Int("axis", 0);

    public override Tensor[] Run(Operands operands)
    {
        var input = operands[0];
        var indices = operands.Integers(1) ?? throw Unsupported("it has no indices");
        var axis = (int)(_axis < 0 ? _axis + input.dim() : _axis);
        var shape = input.shape;
        for (var index = 0; index < indices.Length; index++)
        {
            indices[index] += indices[index] < 0 ? shape[axis] : 0;
        }

        long[] result = [.. shape[..axis], .. operands[1].shape, .. shape[(axis + 1)..]];
        return [input.index_select(axis, as_tensor(indices, device: input.device)).reshape(result)];
    }
}
