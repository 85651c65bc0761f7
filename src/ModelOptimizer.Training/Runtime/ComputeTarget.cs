using System.Runtime.Intrinsics.X86;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Runtime;

/// <summary>The device and the number format that an executor computes with.</summary>
/// <param name="Device">Where tensors live.</param>
/// <param name="Products">The type of convolutions and matrix products: float32 or bfloat16.</param>
public sealed record ComputeTarget(Device Device, ScalarType Products)
{
    /// <summary>float32 on the processor.</summary>
    public static ComputeTarget Reference => new(CPU, ScalarType.Float32);

    /// <summary>Resolves what the user asked for against what the machine has.</summary>
    /// <exception cref="TrainingException">CUDA was asked for and is not there.</exception>
    public static ComputeTarget Resolve(DeviceChoice device = DeviceChoice.Auto, PrecisionChoice precision = PrecisionChoice.Auto)
    {
        var cuda = device != DeviceChoice.Cpu && torch.cuda.is_available();
        if (device == DeviceChoice.Cuda && !cuda)
        {
            throw new TrainingException("Device 'cuda' was asked for, but no CUDA device can be used here. Use device 'cpu' or 'auto', or run where a GPU is.");
        }

        var native = cuda || MultipliesBFloat16();
        var bfloat16 = precision == PrecisionChoice.BFloat16 || (precision == PrecisionChoice.Auto && native);
        return new(cuda ? CUDA : CPU, bfloat16 ? ScalarType.BFloat16 : ScalarType.Float32);
    }

    /// <summary>Whether this processor has instructions for bfloat16 products (AVX512-BF16 or AMX-BF16).</summary>
    public static bool MultipliesBFloat16()
    {
        const int ExtendedFeatures = 7, Avx512BFloat16 = 1 << 5, AmxBFloat16 = 1 << 22;
        if (!X86Base.IsSupported || X86Base.CpuId(0, 0).Eax < ExtendedFeatures)
        {
            return false;
        }

        return (X86Base.CpuId(ExtendedFeatures, 1).Eax & Avx512BFloat16) != 0 || (X86Base.CpuId(ExtendedFeatures, 0).Edx & AmxBFloat16) != 0;
    }
}
