namespace ModelOptimizer.Graph.Zoo.Classifiers;

/// <summary>The ImageNet networks of He et al. (arXiv 1512.03385, table 1) and, with grouped bottlenecks, of Xie et al. (ResNeXt, arXiv 1611.05431).</summary>
internal static class ResNet
{
    /// <summary>ResNet-18.</summary>
    public static ModelGraph Build18(ZooOptions options) => Build("resnet18", new([2, 2, 2, 2], IsBottleneck: false), options);

    /// <summary>ResNet-34.</summary>
    public static ModelGraph Build34(ZooOptions options) => Build("resnet34", new([3, 4, 6, 3], IsBottleneck: false), options);

    /// <summary>ResNet-50.</summary>
    public static ModelGraph Build50(ZooOptions options) => Build("resnet50", new([3, 4, 6, 3], IsBottleneck: true), options);

    /// <summary>ResNet-101.</summary>
    public static ModelGraph Build101(ZooOptions options) => Build("resnet101", new([3, 4, 23, 3], IsBottleneck: true), options);

    /// <summary>ResNeXt-50 with 32 groups of 4 channels.</summary>
    public static ModelGraph BuildNext50(ZooOptions options) => Build("resnext50", new([3, 4, 6, 3], IsBottleneck: true, Groups: 32, GroupWidth: 4), options);

    private static ModelGraph Build(string name, ResidualStages stages, ZooOptions options)
    {
        var network = ClassifierBuilder.ImageNet(name, options);
        return network.Classify(stages.Build(network.Input, network.Scale)[^1]);
    }
}
