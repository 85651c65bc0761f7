namespace ModelOptimizer.Graph.Zoo.Classifiers;

/// <summary>SqueezeNet (Iandola et al., arXiv 1602.07360, table 1), and its release 1.1 with earlier pools. Neither normalizes batches.</summary>
internal static class SqueezeNet
{
    /// <summary>Squeezed and expanded channels of the fire modules; 0 stands for a pool.</summary>
    private static readonly (int Squeezed, int Expanded)[] Release10 =
        [(0, 0), (16, 64), (16, 64), (32, 128), (0, 0), (32, 128), (48, 192), (48, 192), (64, 256), (0, 0), (64, 256)];

    private static readonly (int Squeezed, int Expanded)[] Release11 =
        [(0, 0), (16, 64), (16, 64), (0, 0), (32, 128), (32, 128), (0, 0), (48, 192), (48, 192), (64, 256), (64, 256)];

    public static ModelGraph Build10(ZooOptions options) => Build("squeezenet1.0", options, 96, 7, Release10);

    public static ModelGraph Build11(ZooOptions options) => Build("squeezenet1.1", options, 64, 3, Release11);

    private static ModelGraph Build(string name, ZooOptions options, int channels, int kernel, (int Squeezed, int Expanded)[] modules)
    {
        var network = ClassifierBuilder.ImageNet(name, options);
        var x = Conv(network.Input, "stem", network.Scale(channels), kernel, stride: 2, padding: 0);
        foreach (var (index, (squeezed, expanded)) in modules.Index())
        {
            x = squeezed == 0
                ? x.MaxPool($"pool{index}", size: 3, stride: 2, ceil: true)
                : Fire(x, $"fire{index}", network.Scale(squeezed), network.Scale(expanded));
        }

        return network.Finish(Conv(x, "head/conv", network.Classes, 1).GlobalPool("head/pool").Flatten("logits"));
    }

    private static Feature Fire(Feature x, string name, int squeezed, int expanded)
    {
        var inner = Conv(x, $"{name}/squeeze", squeezed, 1);
        return Conv(inner, $"{name}/one", expanded, 1).Concat($"{name}/concat", Conv(inner, $"{name}/three", expanded, 3));
    }

    private static Feature Conv(Feature x, string name, int channels, int size, int stride = 1, int? padding = null) =>
        x.ConvBias(name, channels, size, stride, padding).Relu($"{name}/act");
}
