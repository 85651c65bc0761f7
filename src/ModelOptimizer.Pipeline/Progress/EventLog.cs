using System.Text.Json;

namespace ModelOptimizer.Pipeline.Progress;

/// <summary>Writes every event of a run into a file, one line of JSON with its time each, and passes it on.</summary>
/// <param name="next">Hears every event after it is logged.</param>
/// <param name="clock">The time.</param>
public sealed class EventLog(IProgress<CompressionEvent> next, TimeProvider clock) : IProgress<CompressionEvent>, IDisposable
{
    private StreamWriter? file;

    /// <summary>Starts logging into a file, replacing what is there.</summary>
    public void Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        file = new(path) { AutoFlush = true };
    }

    /// <summary>Writes free text, for whoever looks for the cause of a failure.</summary>
    public void Note(string text) => file?.WriteLine($"{clock.GetUtcNow():O} {text}");

    /// <inheritdoc/>
    public void Report(CompressionEvent value)
    {
        file?.WriteLine($"{clock.GetUtcNow():O} {JsonSerializer.Serialize(value, CompressionEventJson.Default.CompressionEvent)}");
        next.Report(value);
    }

    /// <inheritdoc/>
    public void Dispose() => file?.Dispose();
}
