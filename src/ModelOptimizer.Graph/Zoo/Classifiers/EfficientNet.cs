namespace ModelOptimizer.Graph.Zoo.Classifiers;

/// <summary>EfficientNet-B0 (Tan and Le, arXiv 1905.11946, table 1).</summary>
internal static class EfficientNet
{
    private static readonly (int Expansion, int Channels, int Blocks, int Stride, int Kernel)[] Stages =
        [(1, 16, 1, 1, 3), (6, 24, 2, 2, 3), (6, 40, 2, 2, 5), (6, 80, 3, 2, 3), (6, 112, 3, 1, 5), (6, 192, 4, 2, 5), (6, 320, 1, 1, 3)];

    public static ModelGraph Build(ZooOptions options)
    {
        var network = ClassifierBuilder.ImageNet("efficientnet-b0", options);
        var x = network.Input.ConvNorm("stem", network.Scale(32), 3, Activations.Silu, stride: 2);
        foreach (var (stage, (expansion, channels, blocks, stride, kernel)) in Stages.Index())
        {
            for (var block = 0; block < blocks; block++)
            {
                // The gate is squeezed to a quarter of the block's input, not of its widened channels.
                var squeezed = Math.Max(1, x.Channels / 4);
                var kind = new InvertedResidual(Activations.Silu, (y, name) => y.SqueezeExcite(name, squeezed, Activations.Silu, Activations.Sigmoid));
                x = kind.Append(x, $"stage{stage + 1}/block{block}", expansion * x.Channels, network.Scale(channels), kernel, block == 0 ? stride : 1);
            }
        }

        return network.Classify(x.ConvNorm("head/conv", network.Scale(1280), 1, Activations.Silu));
    }
}
