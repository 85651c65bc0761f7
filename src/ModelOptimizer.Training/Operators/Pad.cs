using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>Pad of any axes, also by negative amounts; amounts and value are attributes before operator set 11, operands since.</summary>
internal sealed class Pad(Node node) : Operator(node)
{
    private readonly string _mode = node.Text("mode", "constant");

    public override Tensor[] Run(Operands operands)
    {
        var input = operands[0];
        var (before, after) = Amounts(operands, (int)input.dim());
        if (_mode == "constant")
        {
            return [Padding.Constant(input, before, after, operands.Number(2) ?? Node.Float("value", 0))];
        }

        for (var axis = 0; axis < before.Length; axis++)
        {
            if (before[axis] != 0 || after[axis] != 0)
            {
                input = input.index_select(axis, as_tensor(Sources(input.size(axis), before[axis], after[axis]), device: input.device));
            }
        }

        return [ReferenceEquals(input, operands[0]) ? input.alias() : input];
    }

    private (long[] Before, long[] After) Amounts(Operands operands, int rank)
    {
        var pads = operands.Integers(1) ?? Node.Ints("pads") ?? throw Unsupported("it states no pads");
        if (operands.Integers(3) is not { } axes)
        {
            return (pads[..rank], pads[rank..]);
        }

        var (before, after) = (new long[rank], new long[rank]);
        for (var index = 0; index < axes.Length; index++)
        {
            var axis = axes[index] < 0 ? axes[index] + rank : axes[index];
            (before[axis], after[axis]) = (pads[index], pads[index + axes.Length]);
        }

        return (before, after);
    }

    // Which element each place of the padded axis repeats.
    private long[] Sources(long size, long before, long after)
    {
        var sources = new long[before + size + after];
        for (var place = 0; place < sources.Length; place++)
        {
            var position = place - before;
            sources[place] = _mode switch
            {
                "edge" => Math.Clamp(position, 0, size - 1),
                "reflect" when size == 1 => 0,
                "reflect" => size - 1 - Math.Abs(size - 1 - Modulo(position, 2 * (size - 1))),
                "wrap" => Modulo(position, size),
                _ => throw Unsupported($"mode '{_mode}'"),
            };
        }

        return sources;
    }

    private static long Modulo(long position, long period) => ((position % period) + period) % period;
}
