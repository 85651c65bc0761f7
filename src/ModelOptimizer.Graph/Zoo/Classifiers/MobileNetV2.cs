namespace ModelOptimizer.Graph.Zoo.Classifiers;

/// <summary>MobileNetV2 (Sandler et al., arXiv 1801.04381, table 2).</summary>
internal static class MobileNetV2
{
    private static readonly (int Expansion, int Channels, int Blocks, int Stride)[] Stages =
        [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)];

    public static ModelGraph Build(ZooOptions options)
    {
        var network = ClassifierBuilder.ImageNet("mobilenetv2", options);
        var kind = new InvertedResidual(Activations.Relu6);
        var x = network.Input.ConvNorm("stem", network.Scale(32), 3, Activations.Relu6, stride: 2);
        foreach (var (stage, (expansion, channels, blocks, stride)) in Stages.Index())
        {
            for (var block = 0; block < blocks; block++)
            {
                x = kind.Append(x, $"stage{stage + 1}/block{block}", expansion * x.Channels, network.Scale(channels), kernel: 3, stride: block == 0 ? stride : 1);
            }
        }

        return network.Classify(x.ConvNorm("head/conv", network.Scale(1280), 1, Activations.Relu6));
    }
}
