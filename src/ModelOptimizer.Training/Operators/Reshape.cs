using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>Reshape; 0 keeps a dimension (unless <c>allowzero</c>), -1 is what is left.</summary>
internal sealed class Reshape(Node node) : Operator(node)
{
    private readonly bool _keepsZero = node.Int("allowzero", 0) != 0;

    public override Tensor[] Run(Operands operands)
    {
        var input = operands[0];
        var shape = operands.Integers(1) ?? Node.Ints("shape") ?? throw Unsupported("it states no shape");
        for (var axis = 0; axis < shape.Length; axis++)
        {
            if (shape[axis] == 0 && !_keepsZero)
            {
                shape[axis] = input.size(axis);
            }
        }

        return [input.reshape(shape)];
    }
}
