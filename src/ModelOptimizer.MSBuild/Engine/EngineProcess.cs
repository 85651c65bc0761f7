using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace ModelOptimizer.MSBuild.Engine;

/// <summary>
/// The engine as a child process. Its standard input is a lifeline: when it closes, because the build was cancelled or because the build process
/// is gone, the engine saves its state and ends. Only an engine that does not end within the grace period is killed.
/// </summary>
internal sealed class EngineProcess : IDisposable
{
    private readonly Process _process;
    private readonly TimeSpan _grace;
    private readonly object _gate = new();
    private Timer? _killer;
    private bool _isRunning;

    /// <summary>Describes the process; <see cref="Run"/> starts it.</summary>
    public EngineProcess(IReadOnlyList<string> command, string workingDirectory, TimeSpan grace)
    {
        _grace = grace;
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(command[0], CommandLine.Join(command.Skip(1)))
            {
                WorkingDirectory = workingDirectory,
                UseShellExecute = false,
                CreateNoWindow = true,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
                StandardErrorEncoding = Encoding.UTF8,
            },
        };
    }

    /// <summary>Whether <see cref="Stop"/> was called.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Whether the engine was stopped because its time was over.</summary>
    public bool TimedOut { get; private set; }

    /// <summary>Runs the engine to its end and returns its exit code.</summary>
    /// <param name="onOutput">Gets each line of standard output, on the calling thread.</param>
    /// <param name="onError">Gets each line of standard error, on another thread.</param>
    /// <param name="timeout">After this the engine is stopped; null: never.</param>
    /// <exception cref="Win32Exception">The program cannot be started.</exception>
    public int Run(Action<string> onOutput, Action<string> onError, TimeSpan? timeout)
    {
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null)
            {
                onError(line.Data);
            }
        };
        _process.Start();
        _process.BeginErrorReadLine();
        lock (_gate)
        {
            _isRunning = true;
            if (IsStopped)
            {
                CloseLifeline();
            }
        }

        using var deadline = timeout is { } limit ? new Timer(_ => StopLate(), null, limit, Timeout.InfiniteTimeSpan) : null;
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            onOutput(line);
        }

        _process.WaitForExit();
        lock (_gate)
        {
            _isRunning = false;
        }

        return _process.ExitCode;
    }

    /// <summary>Asks the engine to save its state and end, from any thread and at any time.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            var first = !IsStopped;
            IsStopped = true;
            if (first && _isRunning)
            {
                CloseLifeline();
            }
        }
    }

    public void Dispose()
    {
        _killer?.Dispose();
        _process.Dispose();
    }

    private void StopLate()
    {
        TimedOut = true;
        Stop();
    }

    private void CloseLifeline()
    {
        _process.StandardInput.Close();
        _killer = new Timer(_ => Kill(), null, _grace, Timeout.InfiniteTimeSpan);
    }

    private void Kill()
    {
        lock (_gate)
        {
            try
            {
                if (_isRunning && !_process.HasExited)
                {
                    _process.Kill();
                }
            }
            catch (Exception ended) when (ended is InvalidOperationException or Win32Exception)
            {
                // It ended by itself between the question and the deed.
            }
        }
    }
}
