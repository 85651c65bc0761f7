namespace ModelOptimizer.Pipeline.Verification;

/// <summary>What a classifier takes an image for.</summary>
/// <param name="Class">Index of the class.</param>
/// <param name="Score">Its probability, 0 to 1.</param>
internal readonly record struct Answer(int Class, double Score)
{
    /// <summary>The most probable class by its logits.</summary>
    public static Answer Of(ReadOnlySpan<float> logits)
    {
        var best = 0;
        for (var i = 1; i < logits.Length; i++)
        {
            best = logits[i] > logits[best] ? i : best;
        }

        var sum = 0.0;
        foreach (var logit in logits)
        {
            sum += Math.Exp(logit - logits[best]);
        }

        return new(best, 1 / sum);
    }
}
