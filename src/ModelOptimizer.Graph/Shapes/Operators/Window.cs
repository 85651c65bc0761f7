namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>How a window of a convolution or pooling slides along the spatial axes.</summary>
internal sealed class Window
{
    private readonly string _autoPad;
    private readonly bool _ceil;
    private readonly long[] _kernel;
    private readonly long[] _strides;
    private readonly long[] _dilations;
    private readonly long[] _pads;

    public Window(Node node, long[] kernel)
    {
        _kernel = kernel;
        _strides = node.Ints("strides") ?? Fill(kernel.Length, 1);
        _dilations = node.Ints("dilations") ?? Fill(kernel.Length, 1);
        _pads = node.Ints("pads") ?? Fill(2 * kernel.Length, 0);
        _autoPad = node.Text("auto_pad", "NOTSET");
        _ceil = node.Int("ceil_mode", 0) != 0;
        if (_strides.Length != kernel.Length || _dilations.Length != kernel.Length || _pads.Length != 2 * kernel.Length || _strides.Any(stride => stride < 1))
        {
            throw new GraphException("kernel, strides, dilations and pads do not fit together.");
        }
    }

    /// <summary>The shape <c>[N, channels, ...]</c> behind a window over <paramref name="input"/> <c>[N, C, ...]</c>.</summary>
    public Dimension[] Output(IReadOnlyList<Dimension> input, Dimension channels) => input.Count == _kernel.Length + 2
        ? [input[0], channels, .. _kernel.Select((_, axis) => Output(input[axis + 2], axis))]
        : throw new GraphException($"the kernel [{string.Join(", ", _kernel)}] does not fit an input of shape {Dimensions.Text(input)}.");

    /// <summary>The same for a transposed convolution.</summary>
    public Dimension[] TransposedOutput(IReadOnlyList<Dimension> input, Dimension channels, long[] outputPadding) =>
    input.Count != _kernel.Length + 2 || outputPadding.Length != _kernel.Length
    ? throw new GraphException($"the kernel [{string.Join(", ", _kernel)}] does not fit an input of shape {Dimensions.Text(input)}.")
    :
    [
        input[0],
        channels,
        .. _kernel.Select((kernel, axis) => input[axis + 2].Value is not { } length ? Dimension.Unknown
            : _autoPad.StartsWith("SAME", StringComparison.Ordinal) ? length * _strides[axis]
            : (_strides[axis] * (length - 1)) + outputPadding[axis] + ((kernel - 1) * _dilations[axis]) + 1 - _pads[axis] - _pads[axis + _kernel.Length]),
    ];

    private Dimension Output(Dimension input, int axis)
    {
        var stride = _strides[axis];
        var reach = (_kernel[axis] - 1) * _dilations[axis];
        var padding = _autoPad == "NOTSET" ? _pads[axis] + _pads[axis + _kernel.Length] : 0;
        var same = _autoPad.StartsWith("SAME", StringComparison.Ordinal);
        if (input.Value is not { } length)
        {
            return stride == 1 && (same || padding == reach) ? input : Dimension.Unknown;
        }

        if (same)
        {
            return (length + stride - 1) / stride;
        }

        var free = length + padding - reach - 1;
        if (free < 0)
        {
            throw new GraphException($"a window of {reach + 1} does not fit a padded input of {length + padding}.");
        }

        var count = ((free + (_ceil ? stride - 1 : 0)) / stride) + 1;
        // With ceil_mode a last window that would start behind the input and its leading padding is left out.
        return _ceil && (count - 1) * stride >= length + _pads[axis] ? count - 1 : count;
    }

    private static long[] Fill(int count, long value)
    {
        var values = new long[count];
        Array.Fill(values, value);
        return values;
    }
}
