using System.Diagnostics;

namespace ModelOptimizer.Pipeline.Runtimes;

/// <summary>Runs the .NET SDK that runs this tool.</summary>
internal static class DotNet
{
    private static string Host =>
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host
        : Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath!
        : "dotnet";

    /// <summary>Runs a command to its end.</summary>
    /// <returns>Its exit code, and all it wrote.</returns>
    public static (int ExitCode, string Output) Run(IEnumerable<string> arguments, string folder, CancellationToken cancellation)
    {
        ProcessStartInfo info = new(Host, arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        info.Environment["DOTNET_NOLOGO"] = "1";
        info.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var process = Process.Start(info)!;
        process.StandardInput.Close();
        using var stop = cancellation.Register(() => process.Kill(entireProcessTree: true));
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        return (process.ExitCode, output + error.Result);
    }
}
