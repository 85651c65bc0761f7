using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Training.Operators;

/// <summary>MaxPool over two dimensions.</summary>
internal sealed class MaxPool(Node node) : Operator(node)
{
    private readonly SpatialWindow _window = new(node, node.Ints("kernel_shape") ?? []);
    private readonly bool _ceiling = node.Int("ceil_mode", 0) != 0;

    public override Tensor[] Run(Operands operands)
    {
        var input = operands[0];
        var padding = _window.Padding(input.size(2), input.size(3));
        if (_window.FitsPooling(padding))
        {
            return [functional.max_pool2d(input, _window.Kernel, _window.Strides, [padding.Top, padding.Left], _window.Dilations, _ceiling)];
        }

        input = functional.pad(input, (padding.Left, padding.Right, padding.Top, padding.Bottom), value: double.NegativeInfinity);
        return [functional.max_pool2d(input, _window.Kernel, _window.Strides, [0, 0], _window.Dilations, _ceiling)];
    }
}
