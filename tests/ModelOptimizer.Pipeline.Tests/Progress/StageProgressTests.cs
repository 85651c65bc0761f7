using ModelOptimizer.Pipeline.Progress;

namespace ModelOptimizer.Pipeline.Tests.Progress;

public class StageProgressTests
{
    private readonly Events events = new();
    private readonly Clock clock = new();

    [Fact]
    public void Works_out_the_time_left()
    {
        var progress = new StageProgress("train", events, clock);
        progress.Report(0, "");
        clock.Seconds = 10;
        progress.Report(0.25, "");

        Assert.Equal([null, 30.0], events.Steps.Select(step => step.EtaSeconds));
    }

    [Fact]
    public void A_resumed_stage_counts_only_what_this_run_did()
    {
        var progress = new StageProgress("train", events, clock);
        progress.Report(0.5, "");
        clock.Seconds = 10;
        progress.Report(0.6, "");

        Assert.Equal(40, events.Steps[1].EtaSeconds);
    }

    [Fact]
    public void One_step_in_thirty_seconds_is_important()
    {
        var progress = new StageProgress("train", events, clock);
        foreach (var seconds in (int[])[0, 29, 30, 31, 59, 60])
        {
            clock.Seconds = seconds;
            progress.Report(seconds / 60.0, "");
        }

        Assert.Equal(
            [Importance.Low, Importance.Low, Importance.High, Importance.Low, Importance.Low, Importance.High],
            events.Steps.Select(step => step.Importance));
    }

    [Fact]
    public void Steps_within_a_second_are_left_out_but_for_milestones_and_the_end()
    {
        var progress = new StageProgress("train", events, clock);
        progress.Report(0.1, "first");
        progress.Report(0.2, "too soon");
        progress.Report(0.3, "milestone", isMilestone: true);
        progress.Report(1, "end");

        Assert.Equal(["first", "milestone", "end"], events.Steps.Select(step => step.Message));
    }

    private sealed class Events : IProgress<CompressionEvent>
    {
        public List<StageProgressed> Steps { get; } = [];

        public void Report(CompressionEvent value) => Steps.Add((StageProgressed)value);
    }

    private sealed class Clock : TimeProvider
    {
        public int Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
