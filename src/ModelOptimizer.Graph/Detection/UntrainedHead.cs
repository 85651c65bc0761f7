namespace ModelOptimizer.Graph.Detection;

/// <summary>How the convolution of an anchor-based head begins: near zero, and seeing an object rarely.</summary>
internal static class UntrainedHead
{
    /// <summary>Standard deviation of its weights.</summary>
    public const double Deviation = 0.01;

    /// <summary>How probable an object is before training (Lin et al., arXiv 1708.02002, section 4.1).</summary>
    private const double ObjectPrior = 0.01;

    /// <summary>Its biases: 0, and for objectness the logit of the prior.</summary>
    /// <param name="bias">One per channel; the rows of the anchors follow each other.</param>
    /// <param name="anchors">Number of anchors.</param>
    public static void FillBias(Span<float> bias, int anchors)
    {
        bias.Clear();
        for (var anchor = 0; anchor < anchors; anchor++)
        {
            bias[(anchor * (bias.Length / anchors)) + 4] = (float)-Math.Log((1 - ObjectPrior) / ObjectPrior);
        }
    }
}
