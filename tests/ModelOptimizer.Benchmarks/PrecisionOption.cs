using ModelOptimizer.Training.Runtime;

namespace ModelOptimizer.Benchmarks;

/// <summary>How command lines name number formats.</summary>
internal static class PrecisionOption
{
    public static PrecisionChoice Parse(string name) => name switch
    {
        "fp32" => PrecisionChoice.Float32,
        "bf16" => PrecisionChoice.BFloat16,
        _ => PrecisionChoice.Auto,
    };
}
