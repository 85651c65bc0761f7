namespace ModelOptimizer.Graph.Zoo.Detectors;

/// <summary>YOLOv3 as in Darknet's <c>yolov3.cfg</c> and <c>yolov3-spp.cfg</c> (Redmon and Farhadi, arXiv 1804.02767).</summary>
internal static class YoloV3
{
    /// <summary>Residual blocks of the backbone's stages.</summary>
    private static readonly int[] Blocks = [1, 2, 8, 8, 4];

    public static ModelGraph Build(ZooOptions options) => Build("yolov3", options, hasPyramid: false);

    /// <summary>With spatial pyramid pooling in the neck.</summary>
    public static ModelGraph BuildSpp(ZooOptions options) => Build("yolov3-spp", options, hasPyramid: true);

    private static ModelGraph Build(string name, ZooOptions options, bool hasPyramid)
    {
        var detector = new YoloBuilder(name, options, AnchorSet.YoloV3);
        int C(int channels) => options.Scale(channels);

        var x = detector.Input.ConvLeaky("backbone/stem/conv", C(32), 3);
        var stages = new Feature[5];
        foreach (var (stage, blocks) in Blocks.Index())
        {
            x = x.ConvLeaky($"backbone/stage{stage + 1}/conv", C(64 << stage), 3, stride: 2);
            for (var block = 0; block < blocks; block++)
            {
                x = x.Residual($"backbone/stage{stage + 1}/block{block}", C(32 << stage), Activations.LeakyRelu);
            }

            stages[stage] = x;
        }

        x = hasPyramid
            ? x.Alternate("neck/stride32/before", C(512), 3).PyramidPool("neck/stride32/pyramid").Alternate("neck/stride32", C(512), 3)
            : x.Alternate("neck/stride32", C(512), 5);
        detector.Head(x.ConvLeaky("head/stride32/conv", C(1024), 3), stride: 32, anchors: [6, 7, 8]);

        x = x.ConvLeaky("neck/stride16/lateral", C(256), 1).Upsample("neck/stride16/upsample").Concat("neck/stride16/concat", stages[3]).Alternate("neck/stride16", C(256), 5);
        detector.Head(x.ConvLeaky("head/stride16/conv", C(512), 3), stride: 16, anchors: [3, 4, 5]);

        x = x.ConvLeaky("neck/stride8/lateral", C(128), 1).Upsample("neck/stride8/upsample").Concat("neck/stride8/concat", stages[2]).Alternate("neck/stride8", C(128), 5);
        detector.Head(x.ConvLeaky("head/stride8/conv", C(256), 3), stride: 8, anchors: [0, 1, 2]);
        return detector.Finish();
    }
}
