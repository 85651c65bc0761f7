using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Training.Operators;

/// <summary>AveragePool over two dimensions.</summary>
internal sealed class AveragePool(Node node) : Operator(node)
{
    private readonly SpatialWindow _window = new(node, node.Ints("kernel_shape") ?? []);
    private readonly bool _ceiling = node.Int("ceil_mode", 0) != 0;
    private readonly bool _countsPadding = node.Int("count_include_pad", 0) != 0;

    public override Tensor[] Run(Operands operands)
    {
        var input = operands[0];
        var padding = _window.Padding(input.size(2), input.size(3));
        if (_window.Dilations is not [1, 1])
        {
            throw Unsupported("average pooling with dilation");
        }

        if (_window.FitsPooling(padding))
        {
            return [functional.avg_pool2d(input, _window.Kernel, _window.Strides, [padding.Top, padding.Left], _ceiling, _countsPadding)];
        }

        if (!_countsPadding)
        {
            throw Unsupported("padding that differs between sides or exceeds half a window, and does not count in the average");
        }

        input = functional.pad(input, (padding.Left, padding.Right, padding.Top, padding.Bottom));
        return [functional.avg_pool2d(input, _window.Kernel, _window.Strides, [0, 0], _ceiling)];
    }
}
