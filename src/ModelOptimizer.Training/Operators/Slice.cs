using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>Slice with any steps; bounds are attributes before operator set 10, operands since.</summary>
internal sealed class Slice(Node node) : Operator(node)
{
    public override Tensor[] Run(Operands operands)
    {
        var result = operands[0];
        var starts = Node.Ints("starts") ?? operands.Integers(1) ?? throw Unsupported("it states no starts");
        var ends = Node.Ints("ends") ?? operands.Integers(2) ?? throw Unsupported("it states no ends");
        var axes = Node.Ints("axes") ?? operands.Integers(3);
        var steps = operands.Integers(4);
        for (var index = 0; index < starts.Length; index++)
        {
            var axis = axes?[index] ?? index;
            result = Along(result, axis < 0 ? axis + result.dim() : axis, starts[index], ends[index], steps?[index] ?? 1);
        }

        // A slice of everything is the operand itself, which must not be handed on.
        return [ReferenceEquals(result, operands[0]) ? result.alias() : result];
    }

    private static Tensor Along(Tensor tensor, long axis, long start, long end, long step)
    {
        var size = tensor.shape[(int)axis];
        var (low, high) = step > 0 ? (0L, size) : (-1L, size - 1);
        start = Math.Clamp(start < 0 ? start + size : start, 0, Math.Max(0, high));
        end = end < 0 ? Math.Clamp(Math.Max(end, -size - 1) + size, low, high) : Math.Min(end, high);
        var length = Math.Max(0, (end - start + step - Math.Sign(step)) / step);
        if (step == 1)
        {
            return tensor.narrow(axis, start, length);
        }

        var indices = new long[length];
        for (var index = 0; index < length; index++)
        {
            indices[index] = start + (index * step);
        }

        return tensor.index_select(axis, as_tensor(indices, device: tensor.device));
    }
}
