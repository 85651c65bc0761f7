using System.Diagnostics;
using System.Text;

namespace ModelOptimizer.Packages.Tests.Consuming;

/// <summary>What a <c>dotnet</c> command did.</summary>
/// <param name="ExitCode">What it ended with.</param>
/// <param name="Answer">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
public sealed record DotnetResult(int ExitCode, string Answer, string Error)
{
    /// <summary>All that it said.</summary>
    public string Output => Answer + Error;

    public DotnetResult MustSucceed() => ExitCode == 0 ? this : throw new InvalidOperationException($"exit code {ExitCode}\n{Output}");

    public DotnetResult MustFail() => ExitCode != 0 ? this : throw new InvalidOperationException($"succeeded, but should not\n{Output}");
}

/// <summary>Runs <c>dotnet</c> out of process, as a user does.</summary>
public static class Dotnet
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static Task<DotnetResult> Run(string directory, params IEnumerable<string> arguments) => RunProgram(directory, "dotnet", arguments);

    /// <summary>Runs a program that may start <c>dotnet</c>.</summary>
    /// <param name="directory">Where.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables to set.</param>
    public static async Task<DotnetResult> RunProgram(
        string directory, string program, IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> environment)
    {
        using var process = Start(directory, program, arguments, environment);
        return await Finish(process);
    }

    /// <summary>
    /// Starts <c>dotnet</c> in a process group of its own, so that a signal reaches it and its children as Ctrl+C does, also where the tests run in the
    /// background of a shell, which makes them ignore that signal.
    /// </summary>
    public static Process StartGroup(string directory, params IEnumerable<string> arguments) =>
        Start(directory, "setsid", ["env", "--default-signal=INT", "dotnet", .. arguments]);

    public static async Task<DotnetResult> Finish(Process process)
    {
        using var patience = new CancellationTokenSource(Patience);
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return new DotnetResult(process.ExitCode, output, await error);
    }

    private static Process Start(string directory, string program, IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };

        // The test host hands down what belongs to the build, or to the terminal, that runs the tests.
        string[] foreign = [.. start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))];
        foreach (var name in (string[])[.. foreign, "NUGET_PACKAGES", "CI", "MODELOPT_CACHE", "NO_COLOR"])
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
