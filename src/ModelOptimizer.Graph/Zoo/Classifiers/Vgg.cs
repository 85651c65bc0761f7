namespace ModelOptimizer.Graph.Zoo.Classifiers;

/// <summary>The networks of Simonyan and Zisserman (arXiv 1409.1556, table 1) with batch normalization: five stages of 3x3 convolutions.</summary>
internal static class Vgg
{
    /// <summary>
    /// With biases and three fully connected layers, of which the first sees all pixels of the last map: 7 x 7 at 224 pixels, the published network, and
    /// fewer or more at other input sizes.
    /// </summary>
    public static ModelGraph Build(int depth, ZooOptions options)
    {
        var network = ClassifierBuilder.ImageNet($"vgg{depth}-bn", options);
        var pixels = network.Size.Height / 32 * (network.Size.Width / 32);
        if (pixels == 0)
        {
            throw new GraphException($"'inputSize' is {network.Size}; vgg{depth}-bn needs at least 32 x 32.");
        }

        var x = Stages(depth, network, bias: true).MaxPool("stage5/pool").Flatten("flatten", pixels);
        x = x.Linear("head/linear0", network.Scale(4096)).Relu("head/linear0/act").Linear("head/linear1", network.Scale(4096)).Relu("head/linear1/act");
        return network.Finish(x.Linear("logits", network.Classes));
    }

    /// <summary>Without biases, and with one fully connected layer over the channels' means (Liu et al., arXiv 1708.06519).</summary>
    public static ModelGraph BuildCifar(int depth, ZooOptions options)
    {
        var network = ClassifierBuilder.Cifar($"vgg{depth}-cifar", options);
        return network.Classify(Stages(depth, network, bias: false));
    }

    /// <summary>All convolutions, and the pools between the stages.</summary>
    private static Feature Stages(int depth, ClassifierBuilder network, bool bias)
    {
        int[] convolutions = depth switch
        {
            11 => [1, 1, 2, 2, 2],
            16 => [2, 2, 3, 3, 3],
            _ => [2, 2, 4, 4, 4],
        };
        var x = network.Input;
        for (var stage = 0; stage < convolutions.Length; stage++)
        {
            if (stage > 0)
            {
                x = x.MaxPool($"stage{stage}/pool");
            }

            var channels = network.Scale(Math.Min(64 << stage, 512));
            for (var index = 0; index < convolutions[stage]; index++)
            {
                var name = $"stage{stage + 1}/conv{index}";
                x = x.Conv(name, channels, 3, bias: bias ? new float[channels] : null).BatchNorm($"{name}/bn").Relu($"{name}/act");
            }
        }

        return x;
    }
}
