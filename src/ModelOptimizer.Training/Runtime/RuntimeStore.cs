using System.Runtime.InteropServices;

namespace ModelOptimizer.Training.Runtime;

/// <summary>Where libtorch lies that <c>modelopt runtime install</c> has brought: one folder per version, device and platform.</summary>
public static class RuntimeStore
{
    /// <summary>Full path of the store: <c>modelopt/runtimes</c> in <c>MODELOPT_DATA</c>, else in the user's folder for data of applications.</summary>
    public static string Root
    {
        get
        {
            var data = Environment.GetEnvironmentVariable("MODELOPT_DATA") is { Length: > 0 } own
                ? own
                : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            return Path.GetFullPath(Path.Combine(data, "modelopt", "runtimes"));
        }
    }

    /// <summary>The folder of a libtorch for this platform.</summary>
    /// <param name="version">Version of the libtorch package.</param>
    /// <param name="build"><see cref="TorchRuntime.CpuBuild"/> or <see cref="TorchRuntime.CudaBuild"/>.</param>
    public static string FolderOf(string version, string build) => Path.Combine(Root, $"libtorch-{version}-{build}-{RuntimeInformation.RuntimeIdentifier}");
}
