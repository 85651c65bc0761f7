using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Training.Operators;

/// <summary>AveragePool over one to three dimensions. What torch has no pooling for (padding that differs between sides, dilation) is a quotient of sums.</summary>
internal sealed class AveragePool(Node node) : Operator(node)
{
    private readonly SpatialWindow _window = new(node, node.Ints("kernel_shape") ?? []);
    private readonly bool _ceiling = node.Int("ceil_mode", 0) != 0;
    private readonly bool _countsPadding = node.Int("count_include_pad", 0) != 0;

    public override Tensor[] Run(Operands operands)
    {
        var input = _window.Lift(operands[0]);
        var (before, after) = _window.Padding(input);
        var pooled = before.Length == 2 && !_window.IsDilated && _window.FitsPooling(before, after)
            ? functional.avg_pool2d(input, _window.Kernel, _window.Strides, before, _ceiling, _countsPadding)
            : Quotient(input, before, after);
        return [_window.Lower(pooled)];
    }

    private Tensor Quotient(Tensor input, long[] before, long[] after)
    {
        var covered = _ceiling ? _window.Cover(input, before, after) : after;
        var ones = TorchSharp.torch.ones([1, 1, .. input.shape[2..]], ScalarType.Float32, input.device);
        // Padding may count, but never what only fills up the last window.
        var counted = _countsPadding
            ? Padding.Constant(Padding.Constant(ones, before, after, 1), new long[before.Length], Padding.Difference(covered, after), 0)
            : Padding.Constant(ones, before, covered, 0);
        var sums = Sum(Padding.Constant(input.to(ScalarType.Float32).flatten(0, 1).unsqueeze(1), before, covered, 0));
        var averages = sums.div(Sum(counted));
        return averages.reshape([.. input.shape[..2], .. averages.shape[2..]]).to(input.dtype);
    }

    private Tensor Sum(Tensor input)
    {
        var kernel = TorchSharp.torch.ones([1, 1, .. _window.Kernel], ScalarType.Float32, input.device);
        long[] none = new long[_window.Kernel.Length];
        return _window.Kernel.Length == 3
            ? functional.conv3d(input, kernel, null, _window.Strides, none, _window.Dilations)
            : functional.conv2d(input, kernel, null, _window.Strides, none, _window.Dilations);
    }
}
