namespace ModelOptimizer.Training.Runtime;

/// <summary>The number format of convolutions and matrix products; everything else is float32.</summary>
public enum PrecisionChoice
{
    /// <summary>bfloat16 where the hardware multiplies it natively, else float32.</summary>
    Auto,

    /// <summary>float32 throughout.</summary>
    Float32,

    /// <summary>bfloat16 products on weights that are kept and updated in float32.</summary>
    BFloat16,
}
