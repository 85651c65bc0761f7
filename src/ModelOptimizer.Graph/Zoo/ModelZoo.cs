using ModelOptimizer.Graph.Zoo.Classifiers;
using ModelOptimizer.Graph.Zoo.Detectors;

namespace ModelOptimizer.Graph.Zoo;

/// <summary>Architectures that are built from code, with fresh weights, which are drawn when they are first read.</summary>
public static class ModelZoo
{
    /// <summary>All architectures. A new one is a file below this folder and a line here.</summary>
    private static readonly SortedDictionary<string, Func<ZooOptions, ModelGraph>> Architectures = new(StringComparer.Ordinal)
    {
        ["densenet121"] = DenseNet.Build121,
        ["densenet40"] = DenseNet.Build40,
        ["efficientnet-b0"] = EfficientNet.Build,
        ["googlenet"] = GoogLeNet.Build,
        ["mobilenetv2"] = MobileNetV2.Build,
        ["mobilenetv3-small"] = MobileNetV3Small.Build,
        ["resnet101"] = ResNet.Build101,
        ["resnet110"] = options => CifarResNet.Build(110, options),
        ["resnet164"] = options => PreActivationResNet.Build(164, options),
        ["resnet18"] = ResNet.Build18,
        ["resnet20"] = options => CifarResNet.Build(20, options),
        ["resnet32"] = options => CifarResNet.Build(32, options),
        ["resnet34"] = ResNet.Build34,
        ["resnet50"] = ResNet.Build50,
        ["resnet56"] = options => CifarResNet.Build(56, options),
        ["resnext50"] = ResNet.BuildNext50,
        ["retinanet"] = RetinaNet.Build,
        ["shufflenetv2"] = ShuffleNetV2.Build,
        ["squeezenet1.0"] = SqueezeNet.Build10,
        ["squeezenet1.1"] = SqueezeNet.Build11,
        ["vgg11-bn"] = options => Vgg.Build(11, options),
        ["vgg11-cifar"] = options => Vgg.BuildCifar(11, options),
        ["vgg16-bn"] = options => Vgg.Build(16, options),
        ["vgg16-cifar"] = options => Vgg.BuildCifar(16, options),
        ["vgg19-bn"] = options => Vgg.Build(19, options),
        ["vgg19-cifar"] = options => Vgg.BuildCifar(19, options),
        ["yolov3"] = YoloV3.Build,
        ["yolov3-spp"] = YoloV3.BuildSpp,
        ["yolov3-tiny"] = YoloV3Tiny.Build,
        ["yolov4"] = YoloV4.Build,
        ["yolov4-tiny"] = YoloV4Tiny.Build,
        ["yolov5s"] = YoloV5.BuildSmall,
    };

    /// <summary>The names that <see cref="Build"/> knows.</summary>
    public static IReadOnlyCollection<string> Names => Architectures.Keys;

    /// <summary>Builds the architecture <paramref name="name"/>.</summary>
    /// <exception cref="GraphException">There is no such architecture, or an option does not fit it.</exception>
    public static ModelGraph Build(string name, ZooOptions? options = null) => Architectures.TryGetValue(name, out var build)
        ? build((options ?? new()).Checked())
        : throw new GraphException($"The zoo has no architecture '{name}'{Suggestion.For(name, Names)}");
}
