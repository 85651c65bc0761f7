using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace ModelOptimizer.Training.Runtime;

/// <summary>
/// Finds libtorch where it is not beside the program: in the folder that <c>MODELOPT_LIBTORCH</c> names, where NuGet unpacked it, or in the
/// <see cref="RuntimeStore"/>. TorchSharp's own search would copy it, half a gigabyte, beside every program.
/// </summary>
public static class LibTorch
{
    private const string Folder = "MODELOPT_LIBTORCH";

    /// <summary>The folders that may hold libtorch, the first one first; none where TorchSharp comes with it.</summary>
    public static IReadOnlyList<string> Places { get; } = [.. Candidates().Select(Path.GetFullPath)];

    /// <summary>The folder that holds it, or null where TorchSharp must find it by itself.</summary>
    public static string? Find() => Places.FirstOrDefault(place => File.Exists(Path.Combine(place, FileOf("torch_cpu"))));

    /// <summary>The name of a library's file on this system: <c>libtorch.so</c> for <c>torch</c>.</summary>
    public static string FileOf(string library) =>
        OperatingSystem.IsWindows() ? $"{library}.dll" : OperatingSystem.IsMacOS() ? $"lib{library}.dylib" : $"lib{library}.so";

#pragma warning disable CA2255 // TorchSharp searches at its first use, wherever that is: nothing later than this is early enough.
    [ModuleInitializer]
    internal static void Register() => AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => name == "torch_cpu" ? Load() : 0;
#pragma warning restore CA2255

    private static nint Load()
    {
        if (Find() is not { } folder || !NativeLibrary.TryLoad(Path.Combine(folder, FileOf("torch_cpu")), out var library))
        {
            return 0;
        }

        // TorchSharp's own library lies elsewhere and asks for these by name.
        var cuda = Path.Combine(folder, FileOf("torch_cuda"));
        if (File.Exists(cuda))
        {
            NativeLibrary.Load(cuda);
        }

        NativeLibrary.Load(Path.Combine(folder, FileOf("torch")));
        return library;
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable(Folder) is { Length: > 0 } given)
        {
            return [given];
        }

        var facts = typeof(LibTorch).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>();
        if (facts.FirstOrDefault(fact => fact.Key == "LibTorchVersion")?.Value is not { } version)
        {
            return [];
        }

        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } chosen
            ? chosen
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var platform = RuntimeInformation.RuntimeIdentifier;

        // Who installed one for GPUs wants it; it computes on the processor, too.
        return
        [
            RuntimeStore.FolderOf(version, TorchRuntime.CudaBuild),
            Path.Combine(packages, $"libtorch-cpu-{platform}", version, "runtimes", platform, "native"),
            RuntimeStore.FolderOf(version, TorchRuntime.CpuBuild),
        ];
    }
}
