using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Training.Operators;

/// <summary>MaxPool over one to three dimensions, with the positions of the maxima where they are asked for.</summary>
internal sealed class MaxPool : Operator
{
    private readonly SpatialWindow _window;
    private readonly bool _ceiling;
    private readonly bool _asksPositions;
    private readonly bool _countsColumnsFirst;

    public MaxPool(Node node) : base(node)
    {
        _window = new(node, node.Ints("kernel_shape") ?? []);
        _ceiling = node.Int("ceil_mode", 0) != 0;
        _asksPositions = node.Outputs.Count > 1;
        _countsColumnsFirst = node.Int("storage_order", 0) != 0;
        if (_asksPositions && _window.Kernel.Length > 2)
        {
            throw Unsupported("positions of maxima in volumes");
        }
    }

    public override Tensor[] Run(Operands operands)
    {
        var type = operands[0].dtype;
        // Torch pools reals only, and volumes not in bfloat16.
        var isDirect = operands[0].IsReal() && (_window.Kernel.Length == 2 || type != ScalarType.BFloat16);
        var input = _window.Lift(isDirect ? operands[0] : operands[0].to(ScalarType.Float32));
        var (before, after) = _window.Padding(input);
        if (_asksPositions)
        {
            var (values, positions) = WithPositions(input, before, after);
            return [_window.Lower(values.to(type)), _window.Lower(positions)];
        }

        var ceiling = _ceiling;
        if (!_window.FitsPooling(before, after))
        {
            input = Padding.Constant(input, before, ceiling ? _window.Cover(input, before, after) : after, double.NegativeInfinity);
            (before, ceiling) = (new long[before.Length], false);
        }

        var pooled = _window.Lower(before.Length == 3
            ? functional.max_pool3d(input, _window.Kernel, _window.Strides, before, _window.Dilations, ceiling)
            : functional.max_pool2d(input, _window.Kernel, _window.Strides, before, _window.Dilations, ceiling));
        return [isDirect ? pooled : pooled.to(type)];
    }

    // Torch counts within the padded image, ONNX through the whole tensor without padding.
    private (Tensor Values, Tensor Positions) WithPositions(Tensor input, long[] before, long[] after)
    {
        var (height, width) = (input.size(2), input.size(3));
        var padded = Padding.Constant(input, before, _ceiling ? _window.Cover(input, before, after) : after, double.NegativeInfinity);
        var (values, inPadded) = functional.max_pool2d_with_indices(padded, _window.Kernel, _window.Strides, [0, 0], _window.Dilations);
        var row = inPadded.div(padded.size(3), RoundingMode.floor).sub(before[0]);
        var column = inPadded.remainder(padded.size(3)).sub(before[1]);
        var inImage = _countsColumnsFirst ? column.mul(height).add(row) : row.mul(width).add(column);
        var images = arange(input.size(0) * input.size(1), ScalarType.Int64, input.device).mul(height * width).reshape(input.size(0), input.size(1), 1, 1);
        return (values, inImage.add(images));
    }
}
