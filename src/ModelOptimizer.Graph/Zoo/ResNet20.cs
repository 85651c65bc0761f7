using ModelOptimizer.Graph.Classification;

namespace ModelOptimizer.Graph.Zoo;

/// <summary>
/// The 20-layer CIFAR network of He et al. (arXiv 1512.03385, section 4.2) with parameter-free shortcuts (option A): three stages of three
/// blocks with 16, 32 and 64 channels.
/// </summary>
internal static class ResNet20
{
    private static readonly string[] Cifar10 = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    public static ModelGraph Build(ZooOptions options)
    {
        var classes = options.Classes ?? Cifar10;
        var size = options.InputSize ?? new(32, 32);
        if (options.Anchors is not null)
        {
            throw new GraphException("'anchors' is an option of detectors; resnet20 classifies.");
        }

        var builder = new GraphBuilder("resnet20", options.Seed);
        var x = builder.Input("images", 3, size.Height, size.Width).Conv("stem", options.Scale(16), 3).BatchNorm("stem/bn").Relu("stem/act");
        foreach (var stage in (int[])[1, 2, 3])
        {
            foreach (var block in (int[])[0, 1, 2])
            {
                x = Block($"stage{stage}/block{block}", x, options.Scale(8 << stage), stride: stage > 1 && block == 0 ? 2 : 1);
            }
        }

        builder.Output(x.GlobalAverage("pool").Linear("logits", classes.Count), classes.Count);
        new ClassifierDescription(classes, size.Width, size.Height).Write(builder.Graph);
        return builder.Graph;
    }

    private static Feature Block(string name, Feature x, int channels, int stride)
    {
        var branch = x.Conv($"{name}/conv0", channels, 3, stride).BatchNorm($"{name}/conv0/bn").Relu($"{name}/conv0/act")
            .Conv($"{name}/conv1", channels, 3).BatchNorm($"{name}/conv1/bn");
        var shortcut = stride == 1 ? x : x.Subsample($"{name}/shortcut/subsample");
        if (shortcut.Channels != channels)
        {
            shortcut = shortcut.PadChannels($"{name}/shortcut/pad", channels);
        }

        return branch.Add($"{name}/add", shortcut).Relu($"{name}/act");
    }
}
