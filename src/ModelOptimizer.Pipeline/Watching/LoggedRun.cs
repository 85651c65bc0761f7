using ModelOptimizer.Pipeline.Cache;
using ModelOptimizer.Pipeline.Progress;

namespace ModelOptimizer.Pipeline.Watching;

/// <summary>A run that a log tells of.</summary>
/// <param name="Log">Full path of the log.</param>
/// <param name="Start">How it began.</param>
/// <param name="Cache">The cache's folder, where its lock is.</param>
public sealed record LoggedRun(string Log, RunStarted Start, string Cache)
{
    /// <summary>Whether its process lives: it holds the lock of its key.</summary>
    public bool IsAlive => CacheLock.IsTaken(CacheLock.PathOf(Cache, Start.Key));

    /// <summary>When it last wrote.</summary>
    public DateTime LastWritten => File.GetLastWriteTimeUtc(Log);

    /// <summary>Reads how a run began, or null where a file is no log.</summary>
    public static LoggedRun? Read(string log, string cache)
    {
        try
        {
            using var reader = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            return reader.ReadLine() is { } line && LogLine.Read(line) is RunStarted start ? new(Path.GetFullPath(log), start, Path.GetFullPath(cache)) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
