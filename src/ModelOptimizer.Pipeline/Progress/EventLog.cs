using ModelOptimizer.Pipeline.Diagnostics;

namespace ModelOptimizer.Pipeline.Progress;

/// <summary>Writes every event of a run into a file, one line of JSON with its time each, and passes it on.</summary>
/// <param name="next">Hears every event after it is logged.</param>
/// <param name="clock">The time.</param>
public sealed class EventLog(IProgress<CompressionEvent> next, TimeProvider clock) : IProgress<CompressionEvent>, IDisposable
{
    /// <summary>The folder of logs in a cache.</summary>
    public const string Folder = "logs";

    /// <summary>How logs end.</summary>
    public const string Extension = ".log";

    private StreamWriter? file;

    /// <summary>Full path of the file; null before it is opened.</summary>
    public string? Place { get; private set; }

    /// <summary>Logs some work from its start to its end, however it ends; what is wrong is logged, and left to the caller to tell.</summary>
    public T Run<T>(RunStarted start, Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        Report(start);
        try
        {
            var result = work();
            Write(new RunEnded(RunOutcome.Done));
            return result;
        }
        catch (OperationCanceledException)
        {
            Write(new RunEnded(RunOutcome.Cancelled));
            throw;
        }
        catch (Exception error)
        {
            foreach (var cause in Causes.Of(error))
            {
                Write(DiagnosticFound.Of(cause));
            }

            Note(error.ToString());
            Write(new RunEnded(RunOutcome.Failed));
            throw;
        }
    }

    /// <summary>Where the log of a run lies in a cache.</summary>
    public static string PathOf(string cache, string key) => Path.Combine(cache, Folder, key + Extension);

    /// <summary>Starts logging into a file, replacing what is there; null logs nowhere.</summary>
    public void Open(string? path)
    {
        if (path is null)
        {
            return;
        }

        Place = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(Place)!);
        file = new(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read | FileShare.Delete)) { AutoFlush = true };
    }

    /// <summary>Writes free text, for whoever looks for the cause of a failure.</summary>
    public void Note(string text) => file?.WriteLine($"{clock.GetUtcNow():O} {text}");

    /// <inheritdoc/>
    public void Report(CompressionEvent value)
    {
        Write(value);
        next.Report(value);
    }

    /// <inheritdoc/>
    public void Dispose() => file?.Dispose();

    private void Write(CompressionEvent value) =>
        file?.WriteLine($"{clock.GetUtcNow():O} {CompressionEventJson.Write(value)}");
}
