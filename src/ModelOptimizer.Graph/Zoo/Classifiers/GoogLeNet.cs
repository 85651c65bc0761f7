namespace ModelOptimizer.Graph.Zoo.Classifiers;

/// <summary>
/// GoogLeNet (Szegedy et al., arXiv 1409.4842, table 1) as it is trained today: with batch normalization, without auxiliary classifiers, and
/// with 3x3 instead of 5x5 convolutions.
/// </summary>
internal static class GoogLeNet
{
    private const float Epsilon = 1e-3f;

    /// <summary>Channels of the 1x1 branch, of the two convolutions of both 3x3 branches, and of the one behind the pool.</summary>
    private static readonly (string Name, int One, int Reduce0, int Three0, int Reduce1, int Three1, int Pool)[] Modules =
    [
        ("3a", 64, 96, 128, 16, 32, 32), ("3b", 128, 128, 192, 32, 96, 64),
        ("4a", 192, 96, 208, 16, 48, 64), ("4b", 160, 112, 224, 24, 64, 64), ("4c", 128, 128, 256, 24, 64, 64), ("4d", 112, 144, 288, 32, 64, 64), ("4e", 256, 160, 320, 32, 128, 128),
        ("5a", 256, 160, 320, 32, 128, 128), ("5b", 384, 192, 384, 48, 128, 128),
    ];

    public static ModelGraph Build(ZooOptions options)
    {
        var network = ClassifierBuilder.ImageNet("googlenet", options);
        Feature Conv(Feature x, string name, int channels, int size, int stride = 1) =>
            x.ConvNorm(name, network.Scale(channels), size, Activations.Relu, stride, epsilon: Epsilon);

        var x = Conv(network.Input, "stem/conv0", 64, 7, stride: 2).MaxPool("stem/pool0", size: 3, stride: 2, ceil: true);
        x = Conv(Conv(x, "stem/conv1", 64, 1), "stem/conv2", 192, 3).MaxPool("stem/pool1", size: 3, stride: 2, ceil: true);
        foreach (var module in Modules)
        {
            var name = $"inception{module.Name}";
            x = module.Name is "4a" ? x.MaxPool("pool3", size: 3, stride: 2, ceil: true) : module.Name is "5a" ? x.MaxPool("pool4", size: 2, stride: 2, ceil: true) : x;
            x = Conv(x, $"{name}/one", module.One, 1).Concat($"{name}/concat",
                Conv(Conv(x, $"{name}/three0/reduce", module.Reduce0, 1), $"{name}/three0", module.Three0, 3),
                Conv(Conv(x, $"{name}/three1/reduce", module.Reduce1, 1), $"{name}/three1", module.Three1, 3),
                Conv(x.MaxPool($"{name}/pool", size: 3, stride: 1, padding: 1), $"{name}/pool/conv", module.Pool, 1));
        }

        return network.Classify(x);
    }
}
