using ModelOptimizer.Training.Losses;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Loops;

/// <summary>Images of one step and what the network is to say about them. Dispose it after the step.</summary>
public abstract class TrainingBatch : IDisposable
{
    /// <summary>Number of images.</summary>
    public abstract int Count { get; }

    /// <summary>The images, <c>[N, C, H, W]</c>, float32, on the processor; a new tensor in the current scope.</summary>
    public abstract Tensor Images();

    /// <summary>The task's loss.</summary>
    /// <param name="outputs">The graph's outputs by name.</param>
    public abstract Loss Loss(IReadOnlyDictionary<string, Tensor> outputs);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back what the batch holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
