using ModelOptimizer.Graph;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>
/// Kernel, strides, dilations and padding of a convolution or pooling over one to three dimensions, as ONNX states them. One dimension is computed as
/// an image of height 1: <see cref="Lift(Tensor)"/> before, <see cref="Lower"/> after.
/// </summary>
internal sealed class SpatialWindow
{
    private readonly bool _isLine;
    private readonly long[] _before;
    private readonly long[] _after;

    public SpatialWindow(Node node, IReadOnlyList<long> kernel)
    {
        if (kernel.Count is < 1 or > 3)
        {
            throw new TrainingException($"{node} cannot be executed for training: one to three spatial dimensions are supported, it has {kernel.Count}.");
        }

        _isLine = kernel.Count == 1;
        Kernel = Lift([.. kernel], 1);
        Strides = Lift(node.Ints("strides") ?? Ones(kernel.Count), 1);
        Dilations = Lift(node.Ints("dilations") ?? Ones(kernel.Count), 1);
        IsDilated = Dilations.AsSpan().ContainsAnyExcept(1);
        var autoPad = node.Text("auto_pad", "NOTSET");
        AutoPad = autoPad is "SAME_UPPER" or "SAME_LOWER" ? autoPad : null;
        var pads = autoPad == "NOTSET" ? node.Ints("pads") : null;
        _before = Lift(pads?[..kernel.Count], 0);
        _after = Lift(pads?[kernel.Count..], 0);
    }

    /// <summary>Size of the window.</summary>
    public long[] Kernel { get; }

    /// <summary>Steps along each axis.</summary>
    public long[] Strides { get; }

    /// <summary>Distances between taps.</summary>
    public long[] Dilations { get; }

    /// <summary>How many spatial axes the operator itself has.</summary>
    public int Rank => _isLine ? 1 : Kernel.Length;

    /// <summary>Whether any distance is more than 1.</summary>
    public bool IsDilated { get; }

    /// <summary>SAME_UPPER or SAME_LOWER, or null where the padding is stated.</summary>
    public string? AutoPad { get; }

    /// <summary>The window of a convolution; its kernel's size is stated or that of its weights.</summary>
    public static SpatialWindow OfKernel(Node node, ModelGraph graph) => new(
        node,
        node.Ints("kernel_shape") ?? (graph.Initializers.TryGetValue(node.Inputs[1], out var weight) ? [.. weight.Shape.Skip(2)]
            : throw new TrainingException($"{node} cannot be executed for training: its kernel_shape is not stated and its weights are computed.")));

    /// <summary>The tensor with a height of 1 in front of its only spatial axis.</summary>
    public Tensor Lift(Tensor tensor) => _isLine ? tensor.unsqueeze(2) : tensor;

    /// <summary>The tensor without the height that <see cref="Lift(Tensor)"/> gave it.</summary>
    public Tensor Lower(Tensor tensor) => _isLine ? tensor.squeeze(2) : tensor;

    /// <summary>One number per axis, with <paramref name="fill"/> for a lifted height and for a list that is absent.</summary>
    public long[] Lift(long[]? values, long fill) => values is null ? [.. Kernel.Select(_ => fill)] : _isLine ? [fill, .. values] : values;

    /// <summary>Padding before and after each axis of a lifted input; new arrays.</summary>
    public (long[] Before, long[] After) Padding(Tensor input)
    {
        long[] before = [.. _before], after = [.. _after];
        for (var axis = 0; AutoPad is not null && axis < before.Length; axis++)
        {
            var size = input.size(axis + 2);
            var outputs = (size + Strides[axis] - 1) / Strides[axis];
            var total = Math.Max(0, ((outputs - 1) * Strides[axis]) + Reach(axis) - size);
            before[axis] = AutoPad == "SAME_UPPER" ? total / 2 : total - (total / 2);
            after[axis] = total - before[axis];
        }

        return (before, after);
    }

    /// <summary>The padding behind that lets the last window, which <c>ceil_mode</c> adds, end within it; a window must start before it.</summary>
    public long[] Cover(Tensor input, long[] before, long[] after)
    {
        var covered = new long[after.Length];
        for (var axis = 0; axis < covered.Length; axis++)
        {
            var size = input.size(axis + 2) + before[axis];
            var steps = (size + after[axis] - Reach(axis) + Strides[axis] - 1) / Strides[axis];
            steps = steps * Strides[axis] >= size ? steps - 1 : steps;
            covered[axis] = Math.Max(after[axis], (steps * Strides[axis]) + Reach(axis) - size);
        }

        return covered;
    }

    /// <summary>Whether torch's poolings take this padding: the same on both sides, and at most half a window.</summary>
    public bool FitsPooling(long[] before, long[] after)
    {
        var fits = before.AsSpan().SequenceEqual(after);
        for (var axis = 0; axis < before.Length; axis++)
        {
            fits &= 2 * before[axis] <= Kernel[axis];
        }

        return fits;
    }

    private long Reach(int axis) => ((Kernel[axis] - 1) * Dilations[axis]) + 1;

    private static long[] Ones(int count) => [.. Enumerable.Repeat(1L, count)];
}
