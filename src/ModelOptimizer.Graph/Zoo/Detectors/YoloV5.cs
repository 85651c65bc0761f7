using ModelOptimizer.Graph.Detection;

namespace ModelOptimizer.Graph.Zoo.Detectors;

/// <summary>
/// A network with the layers of YOLOv5s, release 6: cross-stage partial stages with SiLU, fast pyramid pooling and two-way neck. Its heads decode as
/// <see cref="DetectionHead"/> says, with centres that reach half a cell further.
/// </summary>
internal static class YoloV5
{
    private const float Epsilon = 1e-3f;

    /// <summary>Residual blocks of the backbone's stages.</summary>
    private static readonly int[] Blocks = [1, 2, 3, 1];

    public static ModelGraph BuildSmall(ZooOptions options)
    {
        var detector = new YoloBuilder("yolov5s", options, AnchorSet.YoloV5, side: 640);
        int C(int channels) => options.Scale(channels);

        var x = detector.Input.Conv("backbone/stem/conv", C(32), 6, stride: 2, padding: 2).BatchNorm("backbone/stem/conv/bn", Epsilon);
        x = Activations.Silu(x, "backbone/stem/conv/act");
        var stages = new Feature[4];
        foreach (var (stage, blocks) in Blocks.Index())
        {
            var name = $"backbone/stage{stage + 1}";
            stages[stage] = x = CrossStage(name, Conv(x, $"{name}/conv", C(64 << stage), 3, stride: 2), C(64 << stage), blocks, isResidual: true);
        }

        var coarse = Conv(Pyramid("backbone/pyramid", x), "neck/stride16/lateral", C(256), 1);
        x = CrossStage("neck/stride16/top", coarse.Upsample("neck/stride16/upsample").Concat("neck/stride16/top/merge", stages[2]), C(256));
        var middle = Conv(x, "neck/stride8/lateral", C(128), 1);
        var fine = CrossStage("neck/stride8", middle.Upsample("neck/stride8/upsample").Concat("neck/stride8/merge", stages[1]), C(128));
        detector.Head(fine, stride: 8, anchors: [0, 1, 2], scaleXY: 2);

        x = CrossStage("neck/stride16", Conv(fine, "neck/stride16/down", C(128), 3, stride: 2).Concat("neck/stride16/merge", middle), C(256));
        detector.Head(x, stride: 16, anchors: [3, 4, 5], scaleXY: 2);

        x = CrossStage("neck/stride32", Conv(x, "neck/stride32/down", C(256), 3, stride: 2).Concat("neck/stride32/merge", coarse), C(512));
        detector.Head(x, stride: 32, anchors: [6, 7, 8], scaleXY: 2);
        return detector.Finish();
    }

    private static Feature Conv(Feature x, string name, int channels, int size, int stride = 1) => x.ConvNorm(name, channels, size, Activations.Silu, stride, epsilon: Epsilon);

    /// <summary>Half of the channels pass, half take blocks of 1x1 and 3x3 convolutions.</summary>
    private static Feature CrossStage(string name, Feature x, int channels, int blocks = 1, bool isResidual = false)
    {
        var taken = Conv(x, $"{name}/take", channels / 2, 1);
        for (var block = 0; block < blocks; block++)
        {
            var inner = Conv(Conv(taken, $"{name}/block{block}/conv0", channels / 2, 1), $"{name}/block{block}/conv1", channels / 2, 3);
            taken = isResidual ? inner.Add($"{name}/block{block}/add", taken) : inner;
        }

        return Conv(taken.Concat($"{name}/concat", Conv(x, $"{name}/pass", channels / 2, 1)), $"{name}/join", channels, 1);
    }

    /// <summary>Pyramid pooling by three pools over 5 pixels in a row, which see 5, 9 and 13.</summary>
    private static Feature Pyramid(string name, Feature x)
    {
        var reduced = Conv(x, $"{name}/reduce", x.Channels / 2, 1);
        var small = reduced.MaxPool($"{name}/pool0", size: 5, stride: 1, padding: 2);
        var medium = small.MaxPool($"{name}/pool1", size: 5, stride: 1, padding: 2);
        var large = medium.MaxPool($"{name}/pool2", size: 5, stride: 1, padding: 2);
        return Conv(reduced.Concat($"{name}/concat", small, medium, large), $"{name}/join", x.Channels, 1);
    }
}
