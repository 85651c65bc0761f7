namespace ModelOptimizer.Graph.Zoo;

/// <summary>The four stages of the ImageNet residual networks, which classifiers and detectors build on.</summary>
/// <param name="Blocks">Blocks of each stage.</param>
/// <param name="IsBottleneck">Whether a block is 1x1, 3x3, 1x1 and widens four times, instead of twice 3x3.</param>
/// <param name="Groups">Groups of a bottleneck's 3x3 convolution.</param>
/// <param name="GroupWidth">Channels of one group in the first stage; they double from stage to stage.</param>
internal sealed record ResidualStages(int[] Blocks, bool IsBottleneck, int Groups = 1, int GroupWidth = 64)
{
    /// <summary>The results of all stages, at strides 4, 8, 16 and 32; layers are named <c>stem</c> and <c>stageS/blockB</c>.</summary>
    /// <param name="image">The input.</param>
    /// <param name="scale">A channel count under the width option.</param>
    public Feature[] Build(Feature image, Func<int, int> scale)
    {
        var x = image.ConvNorm("stem", scale(64), 7, Activations.Relu, stride: 2).MaxPool("stem/pool", size: 3, stride: 2, padding: 1);
        var stages = new Feature[Blocks.Length];
        for (var stage = 0; stage < stages.Length; stage++)
        {
            var inner = Groups * Math.Max(1, scale(Groups * GroupWidth << stage) / Groups);
            for (var block = 0; block < Blocks[stage]; block++)
            {
                x = Block($"stage{stage + 1}/block{block}", x, inner, scale((IsBottleneck ? 256 : 64) << stage), stride: stage > 0 && block == 0 ? 2 : 1);
            }

            stages[stage] = x;
        }

        return stages;
    }

    private Feature Block(string name, Feature x, int inner, int channels, int stride)
    {
        // The stride sits in the 3x3 convolution, as in all published weights since Torch's.
        var branch = IsBottleneck
            ? x.ConvNorm($"{name}/conv0", inner, 1, Activations.Relu).ConvNorm($"{name}/conv1", inner, 3, Activations.Relu, stride, Groups).ConvNorm($"{name}/conv2", channels, 1)
            : x.ConvNorm($"{name}/conv0", channels, 3, Activations.Relu, stride).ConvNorm($"{name}/conv1", channels, 3);
        var shortcut = stride == 1 && x.Channels == channels ? x : x.ConvNorm($"{name}/shortcut", channels, 1, stride);
        return branch.Add($"{name}/add", shortcut).Relu($"{name}/act");
    }
}
