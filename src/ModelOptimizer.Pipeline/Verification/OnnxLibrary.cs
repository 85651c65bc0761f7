using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace ModelOptimizer.Pipeline.Verification;

/// <summary>ONNX Runtime's native library. Whoever uses it calls <see cref="Load"/> first.</summary>
internal static partial class OnnxLibrary
{
    /// <summary>
    /// Loads the library, with its telemetry off: from version 1.29 on it reports every session to its vendor, and keeps an identifier in the home folder. A build does
    /// neither unless the user's environment says otherwise.
    /// </summary>
    public static OrtEnv Load()
    {
        if (!OperatingSystem.IsWindows())
        {
            // The library reads this once, when it is loaded. .NET's own environment is a copy that it never sees.
            _ = SetEnvironment("ORT_DISABLE_TELEMETRY", "1", overwrite: 0);
        }

        var environment = OrtEnv.Instance();
        environment.DisableTelemetryEvents();
        return environment;
    }

    /// <summary>Loads the library while something else is done: that takes a tenth of a second. What is wrong with it shows when it is used.</summary>
    public static void LoadMeanwhile() => _ = Task.Run(Load);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
