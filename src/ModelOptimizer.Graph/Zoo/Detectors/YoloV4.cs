namespace ModelOptimizer.Graph.Zoo.Detectors;

/// <summary>YOLOv4 as in Darknet's <c>yolov4.cfg</c> (Bochkovskiy et al., arXiv 2004.10934).</summary>
internal static class YoloV4
{
    /// <summary>Residual blocks of the backbone's stages.</summary>
    private static readonly int[] Blocks = [1, 2, 8, 8, 4];

    public static ModelGraph Build(ZooOptions options)
    {
        var detector = new YoloBuilder("yolov4", options, AnchorSet.YoloV4);
        int C(int channels) => options.Scale(channels);

        var x = detector.Input.ConvNorm("backbone/stem/conv", C(32), 3, Activations.Mish);
        var stages = new Feature[5];
        foreach (var (stage, blocks) in Blocks.Index())
        {
            // The first stage does not halve its channels on the way.
            stages[stage] = x = CrossStage($"backbone/stage{stage + 1}", x, C(64 << stage), branch: C(stage == 0 ? 64 : 32 << stage), C(32 << stage), blocks);
        }

        var coarse = x.Alternate("neck/stride32/before", C(512), 3).PyramidPool("neck/stride32/pyramid").Alternate("neck/stride32/top", C(512), 3);
        var middle = Join("neck/stride16/top", coarse, stages[3], C(256));
        var fine = Join("neck/stride8", middle, stages[2], C(128));
        detector.Head(fine.ConvLeaky("head/stride8/conv", C(256), 3), stride: 8, anchors: [0, 1, 2], scaleXY: 1.2f);

        x = Descend("neck/stride16", fine, middle, C(256));
        detector.Head(x.ConvLeaky("head/stride16/conv", C(512), 3), stride: 16, anchors: [3, 4, 5], scaleXY: 1.1f);

        x = Descend("neck/stride32", x, coarse, C(512));
        detector.Head(x.ConvLeaky("head/stride32/conv", C(1024), 3), stride: 32, anchors: [6, 7, 8], scaleXY: 1.05f);
        return detector.Finish();
    }

    /// <summary>A cross-stage partial stage (Wang et al., arXiv 1911.11929): one branch passes, the other takes the residual blocks.</summary>
    private static Feature CrossStage(string name, Feature x, int channels, int branch, int inner, int blocks)
    {
        x = x.ConvNorm($"{name}/conv", channels, 3, Activations.Mish, stride: 2);
        var passing = x.ConvNorm($"{name}/pass", branch, 1, Activations.Mish);
        var taken = x.ConvNorm($"{name}/take", branch, 1, Activations.Mish);
        for (var block = 0; block < blocks; block++)
        {
            taken = taken.Residual($"{name}/block{block}", inner, Activations.Mish);
        }

        return taken.ConvNorm($"{name}/give", branch, 1, Activations.Mish).Concat($"{name}/concat", passing).ConvNorm($"{name}/join", channels, 1, Activations.Mish);
    }

    /// <summary>The top-down path: a backbone map beside the enlarged coarser one.</summary>
    private static Feature Join(string name, Feature coarser, Feature backbone, int channels) => backbone.ConvLeaky($"{name}/backbone", channels, 1)
        .Concat($"{name}/concat", coarser.ConvLeaky($"{name}/lateral", channels, 1).Upsample($"{name}/upsample")).Alternate(name, channels, 5);

    /// <summary>The bottom-up path: the reduced finer map beside the one from the top-down path.</summary>
    private static Feature Descend(string name, Feature finer, Feature topDown, int channels) =>
        finer.ConvLeaky($"{name}/down", channels, 3, stride: 2).Concat($"{name}/concat", topDown).Alternate(name, channels, 5);
}
