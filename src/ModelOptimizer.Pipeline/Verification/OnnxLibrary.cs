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
    /// <exception cref="DllNotFoundException">It is not there or does not load; the message says why.</exception>
    public static OrtEnv Load()
    {
        if (!OperatingSystem.IsWindows())
        {
            // The library reads this once, when it is loaded. .NET's own environment is a copy that it never sees.
            _ = SetEnvironment("ORT_DISABLE_TELEMETRY", "1", overwrite: 0);
        }

        try
        {
            var environment = OrtEnv.Instance();
            environment.DisableTelemetryEvents();
            return environment;
        }
        catch (Exception error) when (error.GetBaseException() is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            throw new DllNotFoundException($"ONNX Runtime cannot be loaded: {Reason(error.GetBaseException())}.", error);
        }
    }

    /// <summary>Loads the library while something else is done: that takes a tenth of a second. What is wrong with it shows when it is used.</summary>
    public static void LoadMeanwhile() => _ = Task.Run(Load);

    // .NET's message has a line for each place where it looked, of which those matter where something was.
    private static string Reason(Exception error)
    {
        if (error is not DllNotFoundException)
        {
            return error.Message.TrimEnd('.');
        }

        var tried = error.Message.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1);
        var found = tried.Where(line => !(line.Contains("onnxruntime", StringComparison.Ordinal) && line.EndsWith("No such file or directory", StringComparison.Ordinal)));
        return found.FirstOrDefault() ?? "its native library is not beside the tool. The tool's package for any platform has managed code only; on linux-x64 install the one that the SDK picks";
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
