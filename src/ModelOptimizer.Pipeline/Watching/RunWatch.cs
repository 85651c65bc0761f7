using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Progress;

namespace ModelOptimizer.Pipeline.Watching;

/// <summary>Shows a run of another process by its log.</summary>
public static class RunWatch
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    /// <summary>Finds a run.</summary>
    /// <param name="cache">The cache's folder.</param>
    /// <param name="what">A manifest (or what a single stage makes), a key or its beginning, or a log; null for what runs now.</param>
    /// <exception cref="PipelineException">There is none.</exception>
    public static LoggedRun Find(string cache, string? what)
    {
        if (what is not null && what.EndsWith(EventLog.Extension, StringComparison.Ordinal) && File.Exists(what))
        {
            return LoggedRun.Read(what, cache) ?? throw Nothing($"{Path.GetFullPath(what)} is not the log of a run.");
        }

        LoggedRun[] runs = [.. Logs(cache).Select(log => LoggedRun.Read(log, cache)).OfType<LoggedRun>().OrderByDescending(run => run.LastWritten)];
        if (what is null)
        {
            return runs.FirstOrDefault(run => run.IsAlive) ?? throw Nothing(runs.Length == 0
                ? $"Nothing runs with the cache {Path.GetFullPath(cache)}, and nothing has."
                : FormattableString.Invariant($"Nothing runs with the cache {Path.GetFullPath(cache)}. The last run, of {runs[0].Start.Manifest}, wrote at {runs[0].LastWritten:u}; modelopt watch {runs[0].Start.Key[..12]} shows it."));
        }

        var path = Path.GetFullPath(what);
        return Array.Find(runs, run => run.Start.Manifest == path)
            ?? Array.Find(runs, run => what.Length >= 4 && run.Start.Key.StartsWith(what, StringComparison.OrdinalIgnoreCase))
            ?? throw Nothing($"No run of {what} has a log in the cache {Path.GetFullPath(cache)}.");
    }

    /// <summary>Replays a log and follows it until the run ends.</summary>
    /// <param name="run">The run.</param>
    /// <param name="events">Hears its events; of progress that is past only what matters.</param>
    /// <param name="cancellation">Ends the watching, not the run.</param>
    /// <returns>How the run ended; null when its process died.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static RunOutcome? Follow(LoggedRun run, IProgress<CompressionEvent> events, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(events);
        using var text = new GrowingText(run.Log);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            // Asked before reading, or the last lines of a run that ends in between would be missed.
            var isAlive = run.IsAlive;
            CompressionEvent[] news = [.. text.Read().Select(LogLine.Read).OfType<CompressionEvent>()];
            for (var index = 0; index < news.Length; index++)
            {
                if (news[index] is RunEnded { Outcome: var outcome })
                {
                    return outcome;
                }

                if (!IsPast(news, index))
                {
                    events.Report(news[index]);
                }
            }

            if (!isAlive)
            {
                return null;
            }

            cancellation.WaitHandle.WaitOne(Poll);
        }
    }

    private static bool IsPast(CompressionEvent[] news, int index) =>
        news[index] is StageProgressed { Importance: Importance.Low, Fraction: < 1 } && index + 1 < news.Length && news[index + 1] is StageProgressed;

    private static IEnumerable<string> Logs(string cache) =>
        Path.Combine(cache, EventLog.Folder) is var folder && Directory.Exists(folder) ? Directory.EnumerateFiles(folder, $"*{EventLog.Extension}") : [];

    private static PipelineException Nothing(string message) => new(Diagnostic.Error(DiagnosticCodes.NothingRuns, message));
}
