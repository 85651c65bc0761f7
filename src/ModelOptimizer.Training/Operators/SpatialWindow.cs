using ModelOptimizer.Graph;

namespace ModelOptimizer.Training.Operators;

/// <summary>Kernel, strides, dilations and padding of a two-dimensional convolution or pooling, as ONNX states them.</summary>
internal sealed class SpatialWindow
{
    private readonly string _autoPad;
    private readonly long[] _pads;

    public SpatialWindow(Node node, IReadOnlyList<long> kernel)
    {
        if (kernel.Count != 2)
        {
            throw new TrainingException($"{node} cannot be executed for training: only two spatial dimensions are supported, it has {kernel.Count}.");
        }

        Kernel = [.. kernel];
        Strides = node.Ints("strides") ?? [1, 1];
        Dilations = node.Ints("dilations") ?? [1, 1];
        _autoPad = node.Text("auto_pad", "NOTSET");
        _pads = node.Ints("pads") ?? [0, 0, 0, 0];
    }

    /// <summary>Height and width of the window.</summary>
    public long[] Kernel { get; }

    /// <summary>Steps down and right.</summary>
    public long[] Strides { get; }

    /// <summary>Distances between taps.</summary>
    public long[] Dilations { get; }

    /// <summary>Padding (top, left, bottom, right) for an input of the given size.</summary>
    public (long Top, long Left, long Bottom, long Right) Padding(long height, long width)
    {
        if (_autoPad is "SAME_UPPER" or "SAME_LOWER")
        {
            var (top, bottom) = Same(height, 0);
            var (left, right) = Same(width, 1);
            return (top, left, bottom, right);
        }

        return _autoPad == "VALID" ? default : (_pads[0], _pads[1], _pads[2], _pads[3]);
    }

    /// <summary>Whether torch's poolings take this padding: the same on both sides, and at most half a window.</summary>
    public bool FitsPooling((long Top, long Left, long Bottom, long Right) padding) =>
        padding.Top == padding.Bottom && padding.Left == padding.Right && 2 * padding.Top <= Kernel[0] && 2 * padding.Left <= Kernel[1];

    private (long Before, long After) Same(long size, int axis)
    {
        var outputs = (size + Strides[axis] - 1) / Strides[axis];
        var total = Math.Max(0, ((outputs - 1) * Strides[axis]) + ((Kernel[axis] - 1) * Dilations[axis]) + 1 - size);
        return _autoPad == "SAME_UPPER" ? (total / 2, total - (total / 2)) : (total - (total / 2), total / 2);
    }
}
