using ModelOptimizer.Pipeline.Manifest;

namespace ModelOptimizer.Pipeline.Inputs;

/// <summary>How to compute, as asked for. Keys hold this, not what a machine makes of it: a hit must not need the machine's libraries.</summary>
/// <param name="Device">Where to train.</param>
/// <param name="Precision">The number format of convolutions.</param>
/// <param name="Threads">Threads, or null for the default.</param>
internal sealed record ComputeSettings(DeviceKind Device, PrecisionKind Precision, int? Threads)
{
    /// <summary>Threads to train with: by default all cores but one, which prepares the batches; sharing it makes every step wait for the slowest.</summary>
    public int TrainingThreads => Threads ?? Math.Max(1, Environment.ProcessorCount - 1);
}
