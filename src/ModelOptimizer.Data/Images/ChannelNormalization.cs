namespace ModelOptimizer.Data.Images;

/// <summary>What a network takes instead of samples from 0 to 1: (sample - mean) / deviation, per channel.</summary>
/// <param name="Mean">Of red, green and blue.</param>
/// <param name="Deviation">Of red, green and blue; not 0.</param>
public sealed record ChannelNormalization(IReadOnlyList<float> Mean, IReadOnlyList<float> Deviation)
{
    /// <summary>Samples from 0 to 1 as they are.</summary>
    public static ChannelNormalization None { get; } = new([0, 0, 0], [1, 1, 1]);

    /// <summary>Mean and deviation of the images of ImageNet, which most published classifiers take.</summary>
    public static ChannelNormalization ImageNet { get; } = new([0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]);

    /// <summary>What each 8-bit sample becomes: 256 values of red, of green, of blue.</summary>
    /// <exception cref="ArgumentException">There are not three finite means and three finite deviations other than 0.</exception>
    public float[] Table()
    {
        if (Mean.Count != 3 || Deviation.Count != 3 || !Mean.All(float.IsFinite) || !Deviation.All(value => float.IsFinite(value) && value != 0))
        {
            throw new ArgumentException("Normalisation takes three means and three deviations other than 0, of red, green and blue.");
        }

        var table = new float[3 * 256];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = (((i & 255) / 255f) - Mean[i >> 8]) / Deviation[i >> 8];
        }

        return table;
    }
}
