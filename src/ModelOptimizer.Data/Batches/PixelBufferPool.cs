using System.Collections.Concurrent;

namespace ModelOptimizer.Data.Batches;

/// <summary>Reuses the pixel buffers of full batches; a buffer of another length is simply new.</summary>
internal sealed class PixelBufferPool(int length)
{
    private readonly ConcurrentBag<float[]> free = [];

    public float[] Rent(int wanted) => wanted == length && free.TryTake(out var buffer) ? buffer : new float[wanted];

    public void Return(float[] buffer)
    {
        if (buffer.Length == length)
        {
            free.Add(buffer);
        }
    }
}
