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
        var (top, left, bottom, right) = _window.Padding(input.size(2), input.size(3));
        if (_window.Dilations is not [1, 1])
        {
            throw Unsupported("average pooling with dilation");
        }

        if (top == bottom && left == right)
        {
            return [functional.avg_pool2d(input, _window.Kernel, _window.Strides, [top, left], _ceiling, _countsPadding)];
        }

        return _countsPadding
            ? [functional.avg_pool2d(functional.pad(input, (left, right, top, bottom)), _window.Kernel, _window.Strides, [0, 0], _ceiling)]
            : throw Unsupported("asymmetric padding that does not count in the average");
    }
}
