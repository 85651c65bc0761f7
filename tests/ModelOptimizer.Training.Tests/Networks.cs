using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Classification;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Graph.Zoo;

namespace ModelOptimizer.Training.Tests;

/// <summary>Small networks to train in tests.</summary>
internal static class Networks
{
    /// <summary>A detector of two classes on 64 x 64 pixels with one head of stride 8 and two anchors.</summary>
    public static ModelGraph Detector(int width = 16, long seed = 1)
    {
        var builder = new GraphBuilder("detector", seed);
        var x = builder.Input("images", 3, 64, 64)
            .ConvLeaky("conv0", width, 3, stride: 2)
            .ConvLeaky("conv1", 2 * width, 3, stride: 2)
            .ConvLeaky("conv2", 2 * width, 3, stride: 2)
            .ConvLeaky("conv3", 4 * width, 3);
        float[] bias = [0, 0, 0, 0, -3, 0, 0, 0, 0, 0, 0, -3, 0, 0];
        builder.Output(x.Conv("head", 14, 1, bias: bias, deviation: 0.01), 14, 8, 8);
        new DetectorDescription(["square", "bar"], 64, 64, [new("head", 8, [new(12, 12), new(24, 10)])]).Write(builder.Graph);
        return builder.Graph;
    }

    /// <summary>A classifier of two classes on 16 x 16 pixels.</summary>
    public static ModelGraph Classifier(long seed = 1)
    {
        var builder = new GraphBuilder("classifier", seed);
        var x = builder.Input("images", 3, 16, 16).ConvLeaky("conv0", 8, 3, stride: 2).ConvLeaky("conv1", 8, 3, stride: 2);
        builder.Output(x.GlobalAverage("pool").Linear("logits", 2), 2);
        new ClassifierDescription(["red", "blue"], 16, 16).Write(builder.Graph);
        return builder.Graph;
    }
}
