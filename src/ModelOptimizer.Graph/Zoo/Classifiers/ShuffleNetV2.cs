namespace ModelOptimizer.Graph.Zoo.Classifiers;

/// <summary>ShuffleNetV2 x1.0 (Ma et al., arXiv 1807.11164, table 5).</summary>
internal static class ShuffleNetV2
{
    public static ModelGraph Build(ZooOptions options)
    {
        var network = ClassifierBuilder.ImageNet("shufflenetv2", options);
        var size = network.Size.Halved.Halved;
        var x = network.Input.ConvNorm("stem", network.Scale(24), 3, Activations.Relu, stride: 2).MaxPool("stem/pool", size: 3, stride: 2, padding: 1);
        foreach (var (stage, (channels, blocks)) in new[] { (116, 4), (232, 8), (464, 4) }.Index())
        {
            size = size.Halved;
            x = Reduce(x, $"stage{stage + 1}/block0", network.Scale(channels) / 2, size);
            for (var block = 1; block < blocks; block++)
            {
                x = Keep(x, $"stage{stage + 1}/block{block}", size);
            }
        }

        return network.Classify(x.ConvNorm("head/conv", network.Scale(1024), 1, Activations.Relu));
    }

    /// <summary>Both branches see all channels and halve the size.</summary>
    private static Feature Reduce(Feature x, string name, int half, InputSize size)
    {
        var first = x.ConvNorm($"{name}/shortcut/depthwise", x.Channels, 3, stride: 2, groups: x.Channels).ConvNorm($"{name}/shortcut/conv", half, 1, Activations.Relu);
        return Shuffle(first.Concat($"{name}/concat", Branch(x, name, half, stride: 2)), name, size);
    }

    /// <summary>One half passes, the other takes the branch.</summary>
    private static Feature Keep(Feature x, string name, InputSize size)
    {
        var (first, second) = x.Halve($"{name}/split");
        return Shuffle(first.Concat($"{name}/concat", Branch(second, name, second.Channels, stride: 1)), name, size);
    }

    private static Feature Branch(Feature x, string name, int channels, int stride) => x
        .ConvNorm($"{name}/conv0", channels, 1, Activations.Relu)
        .ConvNorm($"{name}/depthwise", channels, 3, stride, groups: channels)
        .ConvNorm($"{name}/conv1", channels, 1, Activations.Relu);

    /// <summary>Interleaves the two halves of the channels: <c>[N, 2 C, H, W]</c> as <c>[N, 2, C, H, W]</c>, its axes 1 and 2 exchanged.</summary>
    private static Feature Shuffle(Feature x, string name, InputSize size)
    {
        var apart = Reshape($"{name}/shuffle/apart", x.Name, 0, 2, x.Channels / 2, size.Height, size.Width);
        var exchanged = x.Builder.Node("Transpose", $"{name}/shuffle/exchange", x.Channels, [apart.Name], ("perm", new long[] { 0, 2, 1, 3, 4 }));
        return Reshape($"{name}/shuffle", exchanged.Name, 0, -1, size.Height, size.Width);

        Feature Reshape(string node, string input, params long[] shape) =>
            x.Builder.Node("Reshape", node, x.Channels, [input, x.Builder.Constant($"{node}.shape", TensorData.Of([shape.Length], shape))]);
    }
}
