using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Batches;

/// <summary>Augmented images and what is to be detected on each.</summary>
public sealed class DetectionBatch : ImageBatch
{
    internal DetectionBatch(
        float[] pixels, PixelBufferPool pool, IReadOnlyList<int> samples, int width, int height, PixelLayout layout, IReadOnlyList<IReadOnlyList<DetectionTarget>> targets)
        : base(pixels, pool, samples, width, height, layout) => Targets = targets;

    /// <summary>The objects of each image, in input pixels and within the input; objects marked difficult are left out.</summary>
    public IReadOnlyList<IReadOnlyList<DetectionTarget>> Targets { get; }
}
