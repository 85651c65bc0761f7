namespace ModelOptimizer.Graph.Zoo.Detectors;

/// <summary>YOLOv4-tiny as in Darknet's <c>yolov4-tiny.cfg</c> (Wang et al., arXiv 2011.08036); comments give its layer indices.</summary>
internal static class YoloV4Tiny
{
    public static ModelGraph Build(ZooOptions options)
    {
        var detector = new YoloBuilder("yolov4-tiny", options, AnchorSet.Tiny);
        int C(int channels) => options.Scale(channels);

        var x = detector.Input.ConvLeaky("backbone/stem/conv0", C(32), 3, stride: 2).ConvLeaky("backbone/stem/conv1", C(64), 3, stride: 2); // 0, 1
        (x, _) = CrossStage("backbone/stage1", x, C(64)); // 2-9
        (x, _) = CrossStage("backbone/stage2", x, C(128)); // 10-17
        (x, var fine) = CrossStage("backbone/stage3", x, C(256)); // 18-25
        x = x.ConvLeaky("backbone/stage4/conv0", C(512), 3); // 26

        var neck = x.ConvLeaky("neck/conv", C(256), 1); // 27
        detector.Head(neck.ConvLeaky("head/stride32/conv", C(512), 3), stride: 32, anchors: [3, 4, 5], scaleXY: 1.05f); // 28-30

        var up = neck.ConvLeaky("neck/lateral", C(128), 1).Upsample("neck/upsample").Concat("neck/concat", fine); // 31-34
        // The published description gives this head the anchors 1-3, not 0-2.
        detector.Head(up.ConvLeaky("head/stride16/conv", C(256), 3), stride: 16, anchors: [1, 2, 3], scaleXY: 1.05f); // 35-37
        return detector.Finish();
    }

    /// <summary>A cross-stage partial block: half of the channels take a detour; returns the pooled result and the last 1x1 convolution's.</summary>
    private static (Feature Result, Feature Transition) CrossStage(string name, Feature x, int channels)
    {
        var whole = x.ConvLeaky($"{name}/conv0", channels, 3);
        var (_, half) = whole.Halve($"{name}/split");
        var first = half.ConvLeaky($"{name}/conv1", half.Channels, 3);
        var second = first.ConvLeaky($"{name}/conv2", half.Channels, 3);
        var transition = second.Concat($"{name}/concat0", first).ConvLeaky($"{name}/conv3", channels, 1);
        return (whole.Concat($"{name}/concat1", transition).MaxPool($"{name}/pool"), transition);
    }
}
