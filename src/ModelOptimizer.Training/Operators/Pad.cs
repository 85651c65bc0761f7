using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Training.Operators;

/// <summary>Pad; amounts and value are attributes before operator set 11, operands since.</summary>
internal sealed class Pad(Node node) : Operator(node)
{
    private readonly string _mode = node.Text("mode", "constant");

    public override Tensor[] Run(Operands operands)
    {
        var input = operands[0];
        var pads = operands.Integers(1) ?? Node.Ints("pads") ?? throw Unsupported("it states no pads");
        if (operands.Integers(3) is not null)
        {
            throw Unsupported("explicit axes");
        }

        return [_mode switch
        {
            "constant" => functional.pad(input, InnermostFirst(pads, pads.Length / 2), PaddingModes.Constant, operands.Number(2, Node.Float("value", 0))),
            "reflect" => functional.pad(input, InnermostFirst(pads, 2), PaddingModes.Reflect),
            "edge" => functional.pad(input, InnermostFirst(pads, 2), PaddingModes.Replicate),
            _ => throw Unsupported($"mode '{_mode}'"),
        }];
    }

    // ONNX lists all begins, then all ends; torch lists pairs, the last dimension first.
    private static long[] InnermostFirst(long[] pads, int dimensions)
    {
        var rank = pads.Length / 2;
        var pairs = new long[2 * dimensions];
        for (var pair = 0; pair < dimensions; pair++)
        {
            pairs[2 * pair] = pads[rank - 1 - pair];
            pairs[(2 * pair) + 1] = pads[^(1 + pair)];
        }

        return pairs;
    }
}
