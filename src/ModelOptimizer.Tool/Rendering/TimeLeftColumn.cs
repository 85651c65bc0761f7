using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ModelOptimizer.Tool.Rendering;

/// <summary>The time left as the run itself works it out: it knows where it resumed, and a replayed log does not confuse it.</summary>
internal sealed class TimeLeftColumn : ProgressColumn
{
    private const string Key = "time left";

    protected override bool NoWrap => true;

    /// <summary>Tells a task's time left, counted from now.</summary>
    public static void Set(ProgressTask task, double? seconds) =>
        task.State.Update<Estimate>(Key, known => seconds is { } left ? new(left, Stopwatch.GetTimestamp()) : known);

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
    {
        var (seconds, told) = task.State.Get<Estimate>(Key);
        var left = told == 0 ? task.RemainingTime : TimeSpan.FromSeconds(Math.Max(0, seconds - Stopwatch.GetElapsedTime(told).TotalSeconds));
        return task.IsFinished ? new Text("")
            : left is not { TotalHours: < 1000 } time ? new Text("--:--:--", new Style(Color.Blue))
            : new Text(string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}"), new Style(Color.Blue));
    }

    private readonly record struct Estimate(double Seconds, long Told);
}
