namespace ModelOptimizer.Graph.Zoo.Detectors;

/// <summary>
/// A network with the layers of RetinaNet over ResNet-50 (Lin et al., arXiv 1708.02002): a feature pyramid at strides 8 to 128, and two heads whose weights
/// all levels share. The outputs are the raw maps <c>head/pL/classes</c> with 9 anchors of a score per class, and <c>head/pL/boxes</c> with 9 anchors of 4.
/// </summary>
internal static class RetinaNet
{
    private const int Anchors = 9;
    private const int Convolutions = 4;

    /// <summary>Spread of the heads' weights, and the score that they start with (section 4.1).</summary>
    private const double Deviation = 0.01, Prior = 0.01;

    public static ModelGraph Build(ZooOptions options)
    {
        if ((options.Anchors is not null ? "anchors" : options.ScaleXY is not null ? "scaleXY" : null) is { } foreign)
        {
            throw new GraphException($"'{foreign}' is an option of the YOLO family; the outputs of retinanet are raw maps.");
        }

        var size = options.InputSize ?? new(512, 512);
        if (size.Width % 32 != 0 || size.Height % 32 != 0)
        {
            throw new GraphException($"'inputSize' is {size}; retinanet needs multiples of 32.");
        }

        var builder = new GraphBuilder("retinanet", options.Seed);
        var stages = new ResidualStages([3, 4, 6, 3], IsBottleneck: true).Build(builder.Input("images", 3, size.Height, size.Width), options.Scale);
        var levels = Pyramid(stages, options.Scale(256));
        var classes = (options.Classes ?? CocoClasses.Names).Count;
        Head(builder, "classes", levels, size, Anchors * classes, (float)-Math.Log((1 - Prior) / Prior));
        Head(builder, "boxes", levels, size, Anchors * 4, 0);
        return builder.Graph;
    }

    /// <summary>The levels 3 to 7.</summary>
    private static Feature[] Pyramid(Feature[] stages, int channels)
    {
        var levels = new Feature[5];
        Feature? above = null;
        for (var level = 2; level >= 0; level--)
        {
            var name = $"neck/p{level + 3}";
            var lateral = stages[level + 1].ConvBias($"{name}/lateral", channels, 1);
            above = above is null ? lateral : lateral.Add($"{name}/add", above.Upsample($"{name}/upsample"));
            levels[level] = above.ConvBias(name, channels, 3);
        }

        levels[3] = levels[2].ConvBias("neck/p6", channels, 3, stride: 2);
        levels[4] = levels[3].Relu("neck/p6/act").ConvBias("neck/p7", channels, 3, stride: 2);
        return levels;
    }

    /// <summary>The same four convolutions and a last one over every level.</summary>
    private static void Head(GraphBuilder builder, string role, Feature[] levels, InputSize size, int outputs, float bias)
    {
        var channels = levels[0].Channels;
        var weights = Enumerable.Range(0, Convolutions).Select(index => Constants($"head/{role}/conv{index}", channels, 0)).ToArray();
        var last = Constants($"head/{role}", outputs, bias);
        size = size.Halved.Halved;
        for (var level = 0; level < levels.Length; level++)
        {
            var x = levels[level];
            for (var index = 0; index < Convolutions; index++)
            {
                x = x.Convolve($"head/p{level + 3}/{role}/conv{index}", weights[index], channels, 3).Relu($"head/p{level + 3}/{role}/conv{index}/act");
            }

            size = size.Halved;
            builder.Output(x.Convolve($"head/p{level + 3}/{role}", last, outputs, 3), outputs, size.Height, size.Width);
        }

        string[] Constants(string name, int filters, float start) =>
        [
            builder.Weights($"{name}.weight", [filters, channels, 3, 3], Deviation),
            builder.Constant($"{name}.bias", TensorData.Of([filters], Enumerable.Repeat(start, filters).ToArray())),
        ];
    }
}
