using System.Text.Json.Serialization;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>The number format of convolutions during training.</summary>
public enum PrecisionKind
{
    /// <summary>bfloat16 where the device computes it natively, else float32.</summary>
    Auto,

    /// <summary>32-bit floating point.</summary>
    [JsonStringEnumMemberName("fp32")]
    Float32,

    /// <summary>bfloat16 with float32 master weights.</summary>
    [JsonStringEnumMemberName("bf16")]
    BFloat16,
}
