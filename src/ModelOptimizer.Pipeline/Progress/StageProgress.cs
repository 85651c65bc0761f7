namespace ModelOptimizer.Pipeline.Progress;

/// <summary>Turns the steps of one stage into events: works out the time left, leaves out what nobody could read, marks one event in 30 seconds as important.</summary>
/// <param name="stage">The stage's name.</param>
/// <param name="events">Hears the events.</param>
/// <param name="clock">The time.</param>
internal sealed class StageProgress(string stage, IProgress<CompressionEvent> events, TimeProvider clock)
{
    private static readonly TimeSpan Readable = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(30);

    private readonly long started = clock.GetTimestamp();
    private TimeSpan? reported;
    private TimeSpan important = TimeSpan.Zero;
    private double? startFraction;

    /// <summary>Tells how far the stage is.</summary>
    /// <param name="fraction">0 to 1; the first call may be above 0 in a resumed run.</param>
    /// <param name="message">Where it is, for people.</param>
    /// <param name="isMilestone">Whether it is told however short a time ago the last one was.</param>
    public void Report(double fraction, string message, bool isMilestone = false)
    {
        var elapsed = clock.GetElapsedTime(started);
        startFraction ??= fraction;
        if (!isMilestone && fraction < 1 && elapsed - reported < Readable)
        {
            return;
        }

        reported = elapsed;
        var done = fraction - startFraction.Value;
        double? eta = done > 0 ? Math.Round(elapsed.TotalSeconds / done * (1 - fraction), 1) : null;
        var isImportant = elapsed - important >= Quiet;
        if (isImportant)
        {
            important = elapsed;
        }

        events.Report(new StageProgressed(stage, fraction, eta, message, isImportant ? Importance.High : Importance.Low));
    }
}
