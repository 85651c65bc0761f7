namespace ModelOptimizer.Graph.Zoo.Classifiers;

/// <summary>MobileNetV3-small (Howard et al., arXiv 1905.02244, table 2).</summary>
internal static class MobileNetV3Small
{
    private const float Epsilon = 1e-3f;

    private static readonly (int Kernel, int Expanded, int Channels, bool HasGate, Activation Activation, int Stride)[] Blocks =
    [
        (3, 16, 16, true, Activations.Relu, 2),
        (3, 72, 24, false, Activations.Relu, 2), (3, 88, 24, false, Activations.Relu, 1),
        (5, 96, 40, true, Activations.HardSwish, 2), (5, 240, 40, true, Activations.HardSwish, 1), (5, 240, 40, true, Activations.HardSwish, 1),
        (5, 120, 48, true, Activations.HardSwish, 1), (5, 144, 48, true, Activations.HardSwish, 1),
        (5, 288, 96, true, Activations.HardSwish, 2), (5, 576, 96, true, Activations.HardSwish, 1), (5, 576, 96, true, Activations.HardSwish, 1),
    ];

    public static ModelGraph Build(ZooOptions options)
    {
        var network = ClassifierBuilder.ImageNet("mobilenetv3-small", options);
        var x = network.Input.ConvNorm("stem", network.Scale(16), 3, Activations.HardSwish, stride: 2, epsilon: Epsilon);
        foreach (var (index, (kernel, expanded, channels, hasGate, activation, stride)) in Blocks.Index())
        {
            x = new InvertedResidual(activation, hasGate ? Gate : null, Epsilon)
                .Append(x, $"block{index}", network.Scale(expanded), network.Scale(channels), kernel, stride);
        }

        x = x.ConvNorm("head/conv", network.Scale(576), 1, Activations.HardSwish, epsilon: Epsilon).GlobalAverage("pool");
        x = Activations.HardSwish(x.Linear("head/linear", network.Scale(1024)), "head/linear/act");
        return network.Finish(x.Linear("logits", network.Classes));
    }

    /// <summary>Squeezed to a quarter, rounded to a multiple of 8 that is at most a tenth smaller.</summary>
    private static Feature Gate(Feature x, string name)
    {
        var quarter = x.Channels / 4;
        var squeezed = Math.Max(8, (quarter + 4) / 8 * 8);
        return x.SqueezeExcite(name, squeezed < 0.9 * quarter ? squeezed + 8 : squeezed, Activations.Relu, Activations.HardSigmoid);
    }
}
