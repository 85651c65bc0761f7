namespace ModelOptimizer.Graph.Zoo.Classifiers;

/// <summary>
/// The CIFAR networks of He et al. (arXiv 1603.05027) with normalization and activation before each convolution: three stages of
/// <c>(depth - 2) / 9</c> bottlenecks of 16, 32 and 64 channels that widen to four times as many.
/// </summary>
internal static class PreActivationResNet
{
    public static ModelGraph Build(int depth, ZooOptions options)
    {
        var network = ClassifierBuilder.Cifar($"resnet{depth}", options);
        var x = network.Input.Conv("stem", network.Scale(16), 3);
        for (var stage = 1; stage <= 3; stage++)
        {
            for (var block = 0; block < (depth - 2) / 9; block++)
            {
                x = Block($"stage{stage}/block{block}", x, network.Scale(8 << stage), stride: stage > 1 && block == 0 ? 2 : 1);
            }
        }

        return network.Classify(x.BatchNorm("head/bn").Relu("head/act"));
    }

    private static Feature Block(string name, Feature x, int channels, int stride)
    {
        var branch = x.NormConv($"{name}/conv0", channels, 1).NormConv($"{name}/conv1", channels, 3, stride).NormConv($"{name}/conv2", 4 * channels, 1);
        return branch.Add($"{name}/add", stride == 1 && x.Channels == branch.Channels ? x : x.Conv($"{name}/shortcut", branch.Channels, 1, stride));
    }
}
