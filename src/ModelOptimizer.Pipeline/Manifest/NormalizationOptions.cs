namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>Normalisation of images: (sample - mean) / deviation for samples from 0 to 1, for red, green and blue.</summary>
public sealed record NormalizationOptions
{
    /// <summary>Means of red, green and blue; of ImageNet 0.485, 0.456, 0.406.</summary>
    public IReadOnlyList<double> Mean { get; init; } = [0, 0, 0];

    /// <summary>Deviations of red, green and blue, above 0; of ImageNet 0.229, 0.224, 0.225.</summary>
    public IReadOnlyList<double> Deviation { get; init; } = [1, 1, 1];
}
