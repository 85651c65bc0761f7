using System.Globalization;
using System.Runtime.InteropServices;

namespace ModelOptimizer.Training.Runtime;

/// <summary>
/// Settings of the process that make training on a processor fast. They must be in force before libtorch is loaded, so a program that
/// trains calls <see cref="Apply"/> first thing; repeating it is harmless.
/// </summary>
public static partial class ProcessTuning
{
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MemoryMapThreshold = -3;
    private const int ArenaMaximum = -8;

    /// <summary>
    /// Keeps freed activations in the heap instead of returning them to the system each step (a third of the step time), lets waiting OpenMP
    /// threads sleep (spinning ones collapse when cores are shared), and limits their number. Variables that the user has set win.
    /// Does nothing outside Linux.
    /// </summary>
    /// <param name="threads">Compute threads, or null for one per core.</param>
    public static void Apply(int? threads = null)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        SetEnvironment("OMP_WAIT_POLICY", "PASSIVE");
        if (threads is { } count)
        {
            SetEnvironment("OMP_NUM_THREADS", count.ToString(CultureInfo.InvariantCulture));
        }

        _ = SetAllocatorOption(MemoryMapThreshold, 1 << 30);
        _ = SetAllocatorOption(TrimThreshold, int.MaxValue);
        _ = SetAllocatorOption(TopPad, 64 << 20);
        _ = SetAllocatorOption(ArenaMaximum, 1);
    }

    // .NET's own environment is a copy that native libraries never see.
    private static void SetEnvironment(string name, string value) => _ = SetEnvironment(name, value, overwrite: 0);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int SetEnvironment(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int SetAllocatorOption(int parameter, int value);
}
