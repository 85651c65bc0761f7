using System.Diagnostics;
using System.Reflection;
using TorchSharp;

namespace ModelOptimizer.Training.Runtime;

/// <summary>The torch that this process computes with.</summary>
/// <param name="Binding"><c>Package</c>: TorchSharp's own; <c>System</c>: the binding over the system's libtorch.</param>
/// <param name="BindingVersion">Version of the assembly that binds it.</param>
/// <param name="Library">Full path of libtorch as it is loaded, or null where the system does not tell.</param>
/// <param name="HasCuda">Whether a CUDA device can be used.</param>
/// <param name="Threads">Threads that it computes with by default.</param>
public sealed record TorchRuntime(string Binding, string BindingVersion, string? Library, bool HasCuda, int Threads)
{
    private const string LibraryName = "torch_cpu";

    /// <summary>Whether this build binds the system's libtorch, so that none from NuGet is used.</summary>
    public static bool IsSystem { get; } = typeof(torch).Assembly.GetName().Name != "TorchSharp";

    /// <summary>Version of the libtorch package that TorchSharp is made for.</summary>
    public static string PackageVersion { get; } = FactOf("LibTorchPackageVersion");

    /// <summary>The build of libtorch for the processor, as packages and the store name it.</summary>
    public const string CpuBuild = "cpu";

    /// <summary>The build of libtorch for NVIDIA's GPUs, as packages and the store name it.</summary>
    public static string CudaBuild { get; } = $"cuda-{FactOf("LibTorchCudaVersion")}";

    /// <summary>Version of libtorch, from the name of its file (<c>libtorch_cpu.so.1.13</c>) or from the package; null where neither tells.</summary>
    public string? LibraryVersion
    {
        get
        {
            var mark = Library?.IndexOf(".so.", StringComparison.Ordinal) ?? -1;
            return mark >= 0 ? Library![(mark + ".so.".Length)..] : IsSystem ? null : PackageVersion;
        }
    }

    /// <summary>Loads libtorch and looks at it.</summary>
    /// <exception cref="Exception">It cannot be loaded; which exception says so depends on the binding.</exception>
    public static TorchRuntime Load()
    {
        var threads = torch.get_num_threads();
        var hasCuda = torch.cuda.is_available();
        using var process = Process.GetCurrentProcess();
        var library = process.Modules.Cast<ProcessModule>().Select(module => module.FileName).FirstOrDefault(file => file?.Contains(LibraryName, StringComparison.Ordinal) == true);
        return new(IsSystem ? "System" : "Package", typeof(torch).Assembly.GetName().Version!.ToString(3), library, hasCuda, threads);
    }

    private static string FactOf(string name) => typeof(TorchRuntime).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(fact => fact.Key == name).Value!;
}
