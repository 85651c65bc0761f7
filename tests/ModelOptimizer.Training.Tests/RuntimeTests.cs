using ModelOptimizer.Training.Runtime;
using TorchSharp;

namespace ModelOptimizer.Training.Tests;

public sealed class RuntimeTests
{
    [Fact]
    public void Refuses_CUDA_where_there_is_none()
    {
        Assert.SkipWhen(torch.cuda.is_available(), "This machine has a CUDA device.");

        var error = Assert.Throws<TrainingException>(() => ComputeTarget.Resolve(DeviceChoice.Cuda));

        Assert.Contains("'cpu'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Chooses_bfloat16_exactly_where_the_processor_multiplies_it()
    {
        Assert.SkipUnless(File.Exists("/proc/cpuinfo"), "There is no /proc/cpuinfo to compare with.");
        var flags = File.ReadAllText("/proc/cpuinfo");
        var native = flags.Contains("avx512_bf16", StringComparison.Ordinal) || flags.Contains("amx_bf16", StringComparison.Ordinal);

        Assert.Equal(native ? torch.ScalarType.BFloat16 : torch.ScalarType.Float32, ComputeTarget.Resolve(DeviceChoice.Cpu).Products);
        Assert.Equal(torch.ScalarType.Float32, ComputeTarget.Resolve(DeviceChoice.Cpu, PrecisionChoice.Float32).Products);
    }
}
