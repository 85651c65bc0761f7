namespace ModelOptimizer.Graph.Zoo.Classifiers;

/// <summary>
/// The CIFAR networks of He et al. (arXiv 1512.03385, section 4.2) with parameter-free shortcuts (option A): three stages of
/// <c>(depth - 2) / 6</c> blocks with 16, 32 and 64 channels.
/// </summary>
internal static class CifarResNet
{
    public static ModelGraph Build(int depth, ZooOptions options)
    {
        var network = ClassifierBuilder.Cifar($"resnet{depth}", options);
        var x = network.Input.ConvNorm("stem", network.Scale(16), 3, Activations.Relu);
        for (var stage = 1; stage <= 3; stage++)
        {
            for (var block = 0; block < (depth - 2) / 6; block++)
            {
                x = Block($"stage{stage}/block{block}", x, network.Scale(8 << stage), stride: stage > 1 && block == 0 ? 2 : 1);
            }
        }

        return network.Classify(x);
    }

    private static Feature Block(string name, Feature x, int channels, int stride)
    {
        var branch = x.ConvNorm($"{name}/conv0", channels, 3, Activations.Relu, stride).ConvNorm($"{name}/conv1", channels, 3);
        var shortcut = stride == 1 ? x : x.Subsample($"{name}/shortcut/subsample");
        if (shortcut.Channels != channels)
        {
            shortcut = shortcut.PadChannels($"{name}/shortcut/pad", channels);
        }

        return branch.Add($"{name}/add", shortcut).Relu($"{name}/act");
    }
}
