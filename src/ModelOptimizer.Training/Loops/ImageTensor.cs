using ModelOptimizer.Data.Batches;
using ModelOptimizer.Data.Images;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Loops;

/// <summary>Batches of images as tensors.</summary>
public static class ImageTensor
{
    /// <summary>The pixels of a batch as float32 <c>[N, 3, H, W]</c>, without copying: valid until the batch is disposed.</summary>
    public static Tensor ToTensor(this ImageBatch batch)
    {
        var pixels = frombuffer(batch.Pixels, ScalarType.Float32);
        return batch.Layout == PixelLayout.ChannelsLast
            ? pixels.view(batch.Count, batch.Height, batch.Width, 3).permute(0, 3, 1, 2)
            : pixels.view(batch.Count, 3, batch.Height, batch.Width);
    }
}
