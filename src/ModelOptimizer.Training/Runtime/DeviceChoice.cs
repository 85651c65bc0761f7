namespace ModelOptimizer.Training.Runtime;

/// <summary>Where to compute.</summary>
public enum DeviceChoice
{
    /// <summary>The GPU where there is one, else the processor.</summary>
    Auto,

    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>The GPU; an error where there is none.</summary>
    Cuda,
}
