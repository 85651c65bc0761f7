namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>Where to train.</summary>
public enum DeviceKind
{
    /// <summary>The GPU where there is one, else the processor.</summary>
    Auto,

    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU; an error where there is none.</summary>
    Cuda,
}
