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
        var (top, left, bottom, right) = _window.Padding(input.size(2), input.size(3));
        long[] padding = [top, left];
        if (top != bottom || left != right)
        {
            input = functional.pad(input, (left, right, top, bottom), value: double.NegativeInfinity);
            padding = [0, 0];
        }

        return [functional.max_pool2d(input, _window.Kernel, _window.Strides, padding, _window.Dilations, _ceiling)];
    }
}
