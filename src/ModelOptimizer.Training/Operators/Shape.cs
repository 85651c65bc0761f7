using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>Shape, whole or from <c>start</c> to <c>end</c>; always on the processor.</summary>
internal sealed class Shape(Node node) : Operator(node)
{
    public override Tensor[] Run(Operands operands)
    {
        var shape = operands[0].shape;
        var start = Bound(Node.Int("start", 0), shape.Length);
        var end = Bound(Node.Int("end", shape.Length), shape.Length);
        return [as_tensor(shape[start..Math.Max(start, end)])];
    }

    private static int Bound(long value, int rank) => (int)Math.Clamp(value < 0 ? value + rank : value, 0, rank);
}
