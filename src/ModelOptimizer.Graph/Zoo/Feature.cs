namespace ModelOptimizer.Graph.Zoo;

/// <summary>A feature map <c>[N, Channels, H, W]</c> in a <see cref="GraphBuilder"/>; its methods append operators and return their result.</summary>
/// <param name="Builder">The builder it belongs to.</param>
/// <param name="Name">The value's name.</param>
/// <param name="Channels">The number of channels.</param>
public sealed record Feature(GraphBuilder Builder, string Name, int Channels)
{
    /// <summary>
    /// Convolution with padding (size - 1) / 2 where no other is given; weights from N(0, 2 / fan-in) (He et al., arXiv 1502.01852). Constants are
    /// <c>name.weight</c> and, where <paramref name="bias"/> is given, <c>name.bias</c>.
    /// </summary>
    public Feature Conv(
        string name, int channels, int size, int stride = 1, int groups = 1, float[]? bias = null, double? deviation = null, int? padding = null)
    {
        var fanIn = Channels / groups * size * size;
        var weights = Builder.Weights($"{name}.weight", [channels, Channels / groups, size, size], deviation ?? Math.Sqrt(2.0 / fanIn));
        var constants = bias is null ? [weights] : new[] { weights, Builder.Constant($"{name}.bias", TensorData.Of([channels], bias)) };
        return Convolve(name, constants, channels, size, stride, groups, padding);
    }

    /// <summary>Convolution with the constants (weights, and bias if any) that are there already, such as those of another layer.</summary>
    public Feature Convolve(string name, IEnumerable<string> constants, int channels, int size, int stride = 1, int groups = 1, int? padding = null)
    {
        long border = padding ?? (size - 1) / 2;
        return Builder.Node("Conv", name, channels, [Name, .. constants],
            ("kernel_shape", new long[] { size, size }), ("strides", new long[] { stride, stride }),
            ("pads", new[] { border, border, border, border }), ("dilations", new long[] { 1, 1 }), ("group", (long)groups));
    }

    /// <summary>Batch normalization that starts as the identity: gamma and variance 1, beta and mean 0.</summary>
    public Feature BatchNorm(string name, float epsilon = 1e-5f)
    {
        string Vector(string role, float value) =>
            Builder.Constant($"{name}.{role}", TensorData.Of([Channels], Enumerable.Repeat(value, Channels).ToArray()));

        return Builder.Node("BatchNormalization", name, Channels, [Name, Vector("scale", 1), Vector("bias", 0), Vector("mean", 0), Vector("var", 1)],
            ("epsilon", epsilon), ("momentum", 0.9f));
    }

    /// <summary>Convolution <c>name</c>, batch normalization <c>name/bn</c>, leaky ReLU <c>name/act</c> with slope 0.1 (Darknet's block).</summary>
    public Feature ConvLeaky(string name, int channels, int size, int stride = 1) =>
        Conv(name, channels, size, stride).BatchNorm($"{name}/bn").LeakyRelu($"{name}/act");

    /// <summary>Leaky ReLU with slope 0.1.</summary>
    public Feature LeakyRelu(string name) => Builder.Node("LeakyRelu", name, Channels, [Name], ("alpha", 0.1f));

    /// <summary>ReLU.</summary>
    public Feature Relu(string name) => Builder.Node("Relu", name, Channels, [Name]);

    /// <summary>Maximum over 2x2 windows; with stride 1 one row and column are padded below and right, as in Darknet, to keep the size.</summary>
    public Feature MaxPool(string name, int stride = 2) => Builder.Node("MaxPool", name, Channels, [Name],
        ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { stride, stride }), ("pads", new long[] { 0, 0, 2 - stride, 2 - stride }));

    /// <summary>Maximum over windows, with the same padding on all sides.</summary>
    public Feature MaxPool(string name, int size, int stride, int padding = 0, bool ceil = false) => Builder.Node("MaxPool", name, Channels, [Name],
        ("kernel_shape", new long[] { size, size }), ("strides", new long[] { stride, stride }),
        ("pads", new long[] { padding, padding, padding, padding }), ("ceil_mode", ceil ? 1L : 0L));

    /// <summary>Mean over 2x2 windows, which halves the size.</summary>
    public Feature AveragePool(string name) => Builder.Node("AveragePool", name, Channels, [Name], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }));

    /// <summary>Twice the size by repeating pixels.</summary>
    public Feature Upsample(string name)
    {
        var scales = Builder.Constant($"{name}.scales", TensorData.Of([4], [1f, 1, 2, 2]));
        return Builder.Node("Resize", name, Channels, [Name, "", scales],
            ("mode", "nearest"), ("coordinate_transformation_mode", "asymmetric"), ("nearest_mode", "floor"));
    }

    /// <summary>The first and the second half of the channels, named <c>name/first</c> and <c>name/second</c>.</summary>
    public (Feature First, Feature Second) Halve(string name)
    {
        var (first, second) = (Channels / 2, Channels - (Channels / 2));
        var sizes = Builder.Constant($"{name}.split", TensorData.Of([2], [(long)first, second]));
        Builder.Nodes("Split", name, [Name, sizes], [$"{name}/first", $"{name}/second"], [("axis", 1L)]);
        return (new(Builder, $"{name}/first", first), new(Builder, $"{name}/second", second));
    }

    /// <summary>The channels of this map followed by those of the others.</summary>
    public Feature Concat(string name, params IReadOnlyList<Feature> others) =>
        Builder.Node("Concat", name, Channels + others.Sum(other => other.Channels), [Name, .. others.Select(other => other.Name)], ("axis", 1L));

    /// <summary>The sum with a map of the same shape.</summary>
    public Feature Add(string name, Feature other) => Builder.Node("Add", name, Channels, [Name, other.Name]);

    /// <summary>Every second row and column.</summary>
    public Feature Subsample(string name)
    {
        string Numbers(string role, long value) => Builder.Constant($"{name}.{role}", TensorData.Of([2], [value, value]));
        var axes = Builder.Constant($"{name}.axes", TensorData.Of([2], [2L, 3]));
        return Builder.Node("Slice", name, Channels, [Name, Numbers("starts", 0), Numbers("ends", int.MaxValue), axes, Numbers("steps", 2)]);
    }

    /// <summary>Zero channels before and after, <paramref name="channels"/> in all.</summary>
    public Feature PadChannels(string name, int channels)
    {
        long before = (channels - Channels) / 2, after = channels - Channels - before;
        var pads = Builder.Constant($"{name}.pads", TensorData.Of([8], [0, before, 0, 0, 0, after, 0, 0]));
        return Builder.Node("Pad", name, channels, [Name, pads], ("mode", "constant"));
    }

    /// <summary>The product with a map of the same shape, or <c>[N, Channels, 1, 1]</c>.</summary>
    public Feature Multiply(string name, Feature other) => Builder.Node("Mul", name, Channels, [Name, other.Name]);

    /// <summary>The mean of each channel, <c>[N, Channels, 1, 1]</c>.</summary>
    public Feature GlobalPool(string name) => Builder.Node("GlobalAveragePool", name, Channels, [Name]);

    /// <summary>All but the batch in one axis; <paramref name="pixels"/> is the number of pixels of each channel.</summary>
    public Feature Flatten(string name, int pixels = 1) => Builder.Node("Flatten", name, Channels * pixels, [Name], ("axis", 1L));

    /// <summary>The mean of each channel, <c>[N, Channels]</c> (nodes <c>name</c> and <c>name/flatten</c>).</summary>
    public Feature GlobalAverage(string name) => GlobalPool(name).Flatten($"{name}/flatten");

    /// <summary>Fully connected layer with bias over <c>[N, Channels]</c>; weights <c>[outputs, Channels]</c> from N(0, 1 / Channels).</summary>
    public Feature Linear(string name, int outputs) => Builder.Node("Gemm", name, outputs,
        [
            Name,
            Builder.Weights($"{name}.weight", [outputs, Channels], Math.Sqrt(1.0 / Channels)),
            Builder.Constant($"{name}.bias", TensorData.Of([outputs], new float[outputs])),
        ],
        ("transB", 1L));
}
