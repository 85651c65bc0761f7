using System.Diagnostics;

namespace ModelOptimizer.Benchmarks.BuildCost;

/// <summary>Runs <c>dotnet</c> as a user does.</summary>
internal static class Dotnet
{
    /// <summary>Waits for the command.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static void Run(string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"dotnet {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}\n{output}");
        }
    }
}
