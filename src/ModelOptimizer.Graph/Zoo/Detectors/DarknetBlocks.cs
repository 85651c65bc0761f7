namespace ModelOptimizer.Graph.Zoo.Detectors;

/// <summary>Building blocks of Darknet's detectors.</summary>
internal static class DarknetBlocks
{
    /// <summary>A residual block: 1x1 to <paramref name="inner"/> channels, 3x3 back, and the sum with the input.</summary>
    public static Feature Residual(this Feature x, string name, int inner, Activation activation) =>
        x.ConvNorm($"{name}/conv0", inner, 1, activation).ConvNorm($"{name}/conv1", x.Channels, 3, activation).Add($"{name}/add", x);

    /// <summary>Alternating 1x1 convolutions to <paramref name="channels"/> and 3x3 convolutions to twice as many, first and last 1x1.</summary>
    public static Feature Alternate(this Feature x, string name, int channels, int convolutions)
    {
        for (var index = 0; index < convolutions; index++)
        {
            x = index % 2 == 0 ? x.ConvLeaky($"{name}/conv{index}", channels, 1) : x.ConvLeaky($"{name}/conv{index}", 2 * channels, 3);
        }

        return x;
    }

    /// <summary>Spatial pyramid pooling (He et al., arXiv 1406.4729): the maxima over 13, 9 and 5 pixels around each, and the map itself.</summary>
    public static Feature PyramidPool(this Feature x, string name)
    {
        Feature Pool(int size) => x.MaxPool($"{name}/pool{size}", size, stride: 1, padding: size / 2);
        return Pool(13).Concat($"{name}/concat", Pool(9), Pool(5), x);
    }
}
