namespace ModelOptimizer.Graph.Zoo.Detectors;

/// <summary>YOLOv3-tiny as in Darknet's <c>yolov3-tiny.cfg</c> (Redmon and Farhadi, arXiv 1804.02767); comments give its layer indices.</summary>
internal static class YoloV3Tiny
{
    public static ModelGraph Build(ZooOptions options)
    {
        var detector = new YoloBuilder("yolov3-tiny", options, AnchorSet.Tiny);
        int C(int channels) => options.Scale(channels);

        var x = detector.Input;
        for (var stage = 0; stage < 4; stage++) // 0-7
        {
            x = x.ConvLeaky($"backbone/stage{stage}/conv", C(16 << stage), 3).MaxPool($"backbone/stage{stage}/pool");
        }

        var fine = x.ConvLeaky("backbone/stage4/conv", C(256), 3); // 8
        x = fine.MaxPool("backbone/stage4/pool").ConvLeaky("backbone/stage5/conv", C(512), 3) // 9, 10
            .MaxPool("backbone/stage5/pool", stride: 1).ConvLeaky("backbone/stage6/conv", C(1024), 3); // 11, 12

        var neck = x.ConvLeaky("neck/conv", C(256), 1); // 13
        detector.Head(neck.ConvLeaky("head/stride32/conv", C(512), 3), stride: 32, anchors: [3, 4, 5]); // 14-16

        var up = neck.ConvLeaky("neck/lateral", C(128), 1).Upsample("neck/upsample").Concat("neck/concat", fine); // 17-20
        detector.Head(up.ConvLeaky("head/stride16/conv", C(256), 3), stride: 16, anchors: [0, 1, 2]); // 21-23
        return detector.Finish();
    }
}
