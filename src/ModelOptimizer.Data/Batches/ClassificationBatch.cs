using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Batches;

/// <summary>Normalised images and the class that each shows.</summary>
public sealed class ClassificationBatch : ImageBatch
{
    internal ClassificationBatch(
        float[] pixels, PixelBufferPool pool, IReadOnlyList<int> samples, int width, int height, PixelLayout layout, long[] labels)
        : base(pixels, pool, samples, width, height, layout) => Labels = labels;

    /// <summary>Index of the class of each image.</summary>
    public long[] Labels { get; }
}
