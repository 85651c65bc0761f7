using ModelOptimizer.Data.Geometry;
using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Batches;

/// <summary>Letterboxed images and the way back from input pixels to image pixels.</summary>
public sealed class EvaluationBatch : ImageBatch
{
    internal EvaluationBatch(
        float[] pixels, PixelBufferPool pool, IReadOnlyList<int> samples, int width, int height, PixelLayout layout, IReadOnlyList<Letterbox> letterboxes)
        : base(pixels, pool, samples, width, height, layout) => Letterboxes = letterboxes;

    /// <summary>How each image was fitted into the input.</summary>
    public IReadOnlyList<Letterbox> Letterboxes { get; }
}
