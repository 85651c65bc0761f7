using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace ModelOptimizer.Search.Workers;

/// <summary>A worker in a process of its own, set up and ready.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int ErrorLinesKept = 5;

    private readonly Process _process;
    private readonly Queue<string> _errors = new();

    /// <summary>Starts a worker.</summary>
    /// <exception cref="SearchException">The program cannot be started, or refuses the setup.</exception>
    /// <exception cref="WorkerException">The worker died or hung.</exception>
    public WorkerProcess(WorkerOptions options, RolloutSetup setup, CancellationToken cancellation)
    {
        _process = new() { StartInfo = new(options.Program, options.Arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false), StandardOutputEncoding = Encoding.UTF8,
        } };
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        try
        {
            _process.Start();
            _process.BeginErrorReadLine();
        }
        catch (Win32Exception error)
        {
            throw new SearchException($"The worker '{options.Program}' cannot be started: {error.Message}", error);
        }

        try
        {
            if (Ask(new() { Setup = setup }, options.StartTimeout, cancellation) is not { Ready: true } answer)
            {
                throw new WorkerException($"it answered the setup with '{_last}'");
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private string _last = "";

    /// <summary>Sends a message and waits for the answer.</summary>
    /// <exception cref="SearchException">The worker says that no rollout can be run.</exception>
    /// <exception cref="WorkerException">It died, hung or talked nonsense.</exception>
    public WorkerMessage Ask(WorkerMessage message, TimeSpan timeout, CancellationToken cancellation)
    {
        try
        {
            _process.StandardInput.WriteLine(message.ToLine());
            _process.StandardInput.Flush();
            var reading = _process.StandardOutput.ReadLineAsync(CancellationToken.None).AsTask();
            _last = reading.WaitAsync(timeout, cancellation).GetAwaiter().GetResult() ?? throw new WorkerException(Death());
            var answer = WorkerMessage.Parse(_last);
            return answer.Refusal is { } refusal ? throw new SearchException(refusal) : answer;
        }
        catch (TimeoutException)
        {
            throw new WorkerException(FormattableString.Invariant($"it gave no answer within {timeout.TotalSeconds:0.#} s"));
        }
        catch (IOException)
        {
            throw new WorkerException(Death());
        }
        catch (JsonException)
        {
            throw new WorkerException($"it answered '{_last}'");
        }
    }

    /// <summary>Ends the process, whatever it is at.</summary>
    public void Dispose()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended, or never began.
        }

        _process.Dispose();
    }

    private string Death()
    {
        _process.WaitForExit();
        lock (_errors)
        {
            return $"it ended with exit code {_process.ExitCode}{(_errors.Count > 0 ? $": {string.Join(" / ", _errors)}" : "")}";
        }
    }

    private void Keep(string? line)
    {
        lock (_errors)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                _errors.Enqueue(line.Trim());
            }

            if (_errors.Count > ErrorLinesKept)
            {
                _errors.Dequeue();
            }
        }
    }
}
