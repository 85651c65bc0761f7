namespace ModelOptimizer.Graph.Zoo;

/// <summary>Building blocks that many architectures share.</summary>
internal static class Blocks
{
    /// <summary>Convolution <c>name</c> without bias and batch normalization <c>name/bn</c>.</summary>
    public static Feature ConvNorm(this Feature x, string name, int channels, int size, int stride = 1, int groups = 1, float epsilon = 1e-5f) =>
        x.Conv(name, channels, size, stride, groups).BatchNorm($"{name}/bn", epsilon);

    /// <summary>The same with an activation <c>name/act</c>.</summary>
    public static Feature ConvNorm(
        this Feature x, string name, int channels, int size, Activation activation, int stride = 1, int groups = 1, float epsilon = 1e-5f) =>
        activation(x.ConvNorm(name, channels, size, stride, groups, epsilon), $"{name}/act");

    /// <summary>Convolution <c>name</c> with a bias that starts at 0.</summary>
    public static Feature ConvBias(this Feature x, string name, int channels, int size, int stride = 1, int? padding = null) =>
        x.Conv(name, channels, size, stride, bias: new float[channels], padding: padding);

    /// <summary>Batch normalization and ReLU before a convolution without bias (He et al., arXiv 1603.05027).</summary>
    public static Feature NormConv(this Feature x, string name, int channels, int size, int stride = 1) =>
        x.BatchNorm($"{name}/bn").Relu($"{name}/act").Conv(name, channels, size, stride);

    /// <summary>Scales each channel by a gate computed from the means of all (squeeze and excitation, Hu et al., arXiv 1709.01507).</summary>
    public static Feature SqueezeExcite(this Feature x, string name, int squeezed, Activation activation, Activation gate)
    {
        var inner = activation(x.GlobalPool($"{name}/squeeze").ConvBias($"{name}/reduce", squeezed, 1), $"{name}/reduce/act");
        return x.Multiply(name, gate(inner.ConvBias($"{name}/expand", x.Channels, 1), $"{name}/gate"));
    }
}
