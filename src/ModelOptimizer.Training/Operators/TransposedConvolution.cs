using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Training.Operators;

/// <summary>ConvTranspose over one to three dimensions: the whole reach of the kernel, cut to the stated padding or output shape, plus the bias.</summary>
internal sealed class TransposedConvolution : Operator
{
    private readonly SpatialWindow _window;
    private readonly long _groups;
    private readonly long[] _extra;
    private readonly long[]? _shape;

    public TransposedConvolution(Node node, ModelGraph graph) : base(node)
    {
        _window = SpatialWindow.OfKernel(node, graph);
        _groups = node.Int("group", 1);
        _extra = _window.Lift(node.Ints("output_padding"), 0);
        // Some exporters state batch and channels too.
        _shape = node.Ints("output_shape") is { } shape ? _window.Lift(shape[^_window.Rank..], 1) : null;
    }

    public override Tensor[] Run(Operands operands)
    {
        var (input, weight, bias) = (_window.Lift(operands.Factor(0)), _window.Lift(operands.Factor(1)), operands.OptionalFactor(2));
        var (before, after) = _window.Padding(input);
        if (_shape is null && _window.AutoPad is null && before.AsSpan().SequenceEqual(after))
        {
            return [_window.Lower(Transposed(input, weight, bias, before, _extra))];
        }

        var none = new long[before.Length];
        var output = Transposed(input, weight, null, none, none);
        for (var axis = 0; axis < none.Length; axis++)
        {
            var (start, length) = Part(input.size(axis + 2), output.size(axis + 2), axis, before[axis], after[axis]);
            var missing = start + length - output.size(axis + 2);
            after[axis] = Math.Max(0, missing);
            output = output.narrow(axis + 2, start, length - after[axis]);
        }

        output = Padding.Constant(output, none, after, 0);
        return [_window.Lower(bias is null ? output : output.add(bias.reshape([-1, .. none.Select(_ => 1L)])))];
    }

    /// <summary>Start and length of the output within the kernel's whole reach.</summary>
    private (long Start, long Length) Part(long input, long reach, int axis, long before, long after)
    {
        if (_shape is null && _window.AutoPad is null)
        {
            return (before, reach + _extra[axis] - before - after);
        }

        var length = _shape?[axis] ?? input * _window.Strides[axis];
        var total = Math.Max(0, reach + _extra[axis] - length);
        return (_window.AutoPad == "SAME_UPPER" ? total / 2 : total - (total / 2), length);
    }

    private Tensor Transposed(Tensor input, Tensor weight, Tensor? bias, long[] padding, long[] extra) => padding.Length == 3
        ? functional.conv_transpose3d(input, weight, bias, _window.Strides, padding, extra, _window.Dilations, _groups)
        : functional.conv_transpose2d(input, weight, bias, _window.Strides, padding, extra, _window.Dilations, _groups);
}
