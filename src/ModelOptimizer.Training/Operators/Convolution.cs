using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Training.Operators;

/// <summary>Conv over one to three dimensions, grouped or not.</summary>
internal sealed class Convolution : Operator
{
    private readonly SpatialWindow _window;
    private readonly long _groups;

    public Convolution(Node node, ModelGraph graph) : base(node)
    {
        _window = SpatialWindow.OfKernel(node, graph);
        _groups = node.Int("group", 1);
    }

    public override Tensor[] Run(Operands operands)
    {
        var (input, weight, bias) = (_window.Lift(operands.Factor(0)), _window.Lift(operands.Factor(1)), operands.OptionalFactor(2));
        var (padding, after) = _window.Padding(input);
        if (!padding.AsSpan().SequenceEqual(after))
        {
            input = Padding.Constant(input, padding, after, 0);
            padding = new long[padding.Length];
        }

        return [_window.Lower(padding.Length == 3
            ? functional.conv3d(input, weight, bias, _window.Strides, padding, _window.Dilations, _groups)
            : functional.conv2d(input, weight, bias, _window.Strides, padding, _window.Dilations, _groups))];
    }
}
