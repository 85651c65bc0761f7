using System.Diagnostics;

namespace ModelOptimizer.Tool.Tests;

/// <summary>The built tool, run as users run it: out of process.</summary>
public sealed class ToolProcess : IDisposable
{
    private readonly Process process;
    private readonly List<string> errors = [];
    private readonly List<string> lines = [];

    private ToolProcess(Process process)
    {
        this.process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors)
            {
                if (line.Data is not null)
                {
                    errors.Add(line.Data);
                }

                Monitor.PulseAll(errors);
            }
        };
        process.BeginErrorReadLine();
    }

    public static string Folder { get; } = AppContext.BaseDirectory;

    /// <summary>Starts the tool; its standard input stays open.</summary>
    public static ToolProcess Start(params IEnumerable<string> arguments) => StartFrom(Folder, arguments);

    public static ToolProcess StartFrom(string folder, params IEnumerable<string> arguments) => new(Process.Start(Information(folder, arguments))!);

    /// <summary>Starts the tool with other environment variables; null removes one.</summary>
    public static ToolProcess StartWith(IReadOnlyDictionary<string, string?> environment, params IEnumerable<string> arguments)
    {
        var info = Information(Folder, arguments);
        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        return new(Process.Start(info)!);
    }

    /// <summary>Runs the tool to its end.</summary>
    public static ToolResult Run(params IEnumerable<string> arguments)
    {
        using var tool = Start(arguments);
        return tool.End();
    }

    /// <summary>Reads standard output up to the first line with this text; fails when it ends before.</summary>
    public void ReadUntil(string text)
    {
        while (process.StandardOutput.ReadLine() is { } line)
        {
            lines.Add(line);
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"The tool ended without saying '{text}': {string.Join('\n', lines)}\n{Errors()}");
    }

    /// <summary>Waits until standard error has a line with this text; fails when the tool ends before.</summary>
    public void ReadErrorUntil(string text)
    {
        lock (errors)
        {
            while (!errors.Exists(line => line.Contains(text, StringComparison.Ordinal)))
            {
                Assert.True(Monitor.Wait(errors, TimeSpan.FromSeconds(1)) || !process.HasExited, $"The tool ended without saying '{text}': {string.Join('\n', errors)}");
            }
        }
    }

    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void CloseInput() => process.StandardInput.Close();

    /// <summary>Sends a signal by its name, such as TERM.</summary>
    public void Signal(string name)
    {
        // A shell's background jobs, and what they start, ignore Ctrl+C: waiting for its effect would be waiting for ever.
        const int Interrupt = 1 << 1;
        var ignored = File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal));
        Assert.SkipWhen(name == "INT" && (Convert.ToUInt64(ignored["SigIgn:".Length..].Trim(), 16) & Interrupt) != 0, "These tests run in the background of a shell, where Ctrl+C is ignored.");
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public ToolResult End()
    {
        var output = string.Join('\n', lines) + process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, Errors());
    }

    private string Errors()
    {
        process.WaitForExit();
        lock (errors)
        {
            return string.Concat(errors.Select(line => line + '\n'));
        }
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private static ProcessStartInfo Information(string folder, IEnumerable<string> arguments) => new("dotnet", [Path.Combine(folder, "modelopt.dll"), .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = Path.GetTempPath(),
    };
}

/// <summary>How a run of the tool ended.</summary>
public sealed record ToolResult(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output as JSON lines.</summary>
    public IReadOnlyList<System.Text.Json.JsonElement> Lines =>
        [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement)];

    /// <summary>The last line of the protocol with this type.</summary>
    public System.Text.Json.JsonElement Last(string type) => Lines.Last(line => line.GetProperty("type").GetString() == type);
}
