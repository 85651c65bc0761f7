using System.Runtime.InteropServices;
using ModelOptimizer.Graph;

namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>Indices and sizes, which ONNX allows as int32 and int64.</summary>
internal static class IntegerTensor
{
    /// <summary>The content as int64, or null where the tensor holds no such integers.</summary>
    public static long[]? Integers(this TensorData tensor) => tensor.Type switch
    {
        ElementType.Int64 => tensor.Int64s.ToArray(),
        ElementType.Int32 => Array.ConvertAll(MemoryMarshal.Cast<byte, int>(tensor.Bytes).ToArray(), value => (long)value),
        _ => null,
    };
}
