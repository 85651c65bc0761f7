using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Training.Operators;

/// <summary>Conv over two dimensions, grouped or not.</summary>
internal sealed class Convolution : Operator
{
    private readonly SpatialWindow _window;
    private readonly long _groups;

    public Convolution(Node node, ModelGraph graph) : base(node)
    {
        var kernel = node.Ints("kernel_shape")
            ?? (graph.Initializers.TryGetValue(node.Inputs[1], out var weight) ? [.. weight.Shape.Skip(2)] : throw Unsupported("its kernel shape is not stated"));
        _window = new(node, kernel);
        _groups = node.Int("group", 1);
    }

    public override Tensor[] Run(Operands operands)
    {
        var input = operands.Factor(0);
        var (top, left, bottom, right) = _window.Padding(input.size(2), input.size(3));
        var symmetric = top == bottom && left == right;
        if (!symmetric)
        {
            input = functional.pad(input, (left, right, top, bottom));
        }

        return [functional.conv2d(
            input, operands.Factor(1), operands.OptionalFactor(2), _window.Strides, symmetric ? [top, left] : [0, 0], _window.Dilations, _groups)];
    }
}
