using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>Split into stated lengths (attribute before operator set 13, operand since) or equal ones.</summary>
internal sealed class Split(Node node) : Operator(node)
{
    private readonly long _axis = node.Int("axis", 0);

    public override Tensor[] Run(Operands operands)
    {
        var input = operands[0];
        var lengths = Node.Ints("split") ?? operands.Integers(1) ?? Equal(input.shape[(int)(_axis < 0 ? _axis + input.dim() : _axis)], Node.Outputs.Count);
        var parts = new Tensor[lengths.Length];
        var start = 0L;
        for (var part = 0; part < parts.Length; part++)
        {
            parts[part] = input.narrow(_axis, start, lengths[part]);
            start += lengths[part];
        }

        return parts;
    }

    private static long[] Equal(long size, int parts)
    {
        var length = (size + parts - 1) / parts;
        return [.. Enumerable.Range(0, parts).Select(part => Math.Min(length, size - (part * length)))];
    }
}
