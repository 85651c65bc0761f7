using ModelOptimizer.Pipeline.Cache;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Progress;
using ModelOptimizer.Pipeline.Watching;

namespace ModelOptimizer.Pipeline.Tests.Watching;

public sealed class RunWatchTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ContentKey key = new KeyBuilder().Add("a", "b").Build();
    private readonly Events events = new();

    public void Dispose() => folder.Dispose();

    private string Log => EventLog.PathOf(folder.Path, key.Hash);

    private RunStarted Start => new("/p/a.modelopt.json", key.Hash, Log, Cached: false);

    [Fact]
    public void Replays_a_run_that_ended_and_says_how()
    {
        Write(Start, new StageStarted("train", 1, 2, "train: 3 epochs"), Step(0.1), Step(0.2), Step(0.3), new StageStarted("verify", 2, 2, "verify"), new RunEnded(RunOutcome.Done));

        var outcome = RunWatch.Follow(RunWatch.Find(folder.Path, "/p/a.modelopt.json"), events, TestContext.Current.CancellationToken);

        Assert.Equal(RunOutcome.Done, outcome);
        // Of progress that is past only the last step of a row matters.
        Assert.Equal(["start", "train", "0.3", "verify"], events.Heard.Select(Name));
    }

    [Fact]
    public void Shows_a_live_run_as_it_goes_on()
    {
        using var held = Cache().Lock(key, () => { }, TestContext.Current.CancellationToken);
        using var log = Write(Start, Step(0.1));
        using var stop = new CancellationTokenSource();
        events.On = () =>
        {
            if (events.Heard.Count == 2)
            {
                log.Report(Step(0.2));
                log.Note("a free text\n  over lines");
            }
            else if (events.Heard.Count == 3)
            {
                stop.Cancel();
            }
        };

        Assert.Throws<OperationCanceledException>(() => RunWatch.Follow(RunWatch.Find(folder.Path, null), events, stop.Token));

        Assert.Equal(["start", "0.1", "0.2"], events.Heard.Select(Name));
    }

    [Fact]
    public void Tells_when_the_process_died()
    {
        Write(Start, Step(0.1)).Dispose();
        // Killed in the middle of a line.
        File.AppendAllText(Log, "2026-01-01T00:00:00Z {\"type\":\"prog");

        Assert.Null(RunWatch.Follow(RunWatch.Find(folder.Path, key.Hash[..8]), events, TestContext.Current.CancellationToken));
        Assert.Equal(["start", "0.1"], events.Heard.Select(Name));
    }

    [Fact]
    public void Says_what_ran_last_where_nothing_runs()
    {
        Write(Start, new RunEnded(RunOutcome.Done)).Dispose();

        var error = Assert.Single(Assert.Throws<PipelineException>(() => RunWatch.Find(folder.Path, null)).Diagnostics);

        Assert.Equal(DiagnosticCodes.NothingRuns, error.Code);
        Assert.Contains("/p/a.modelopt.json", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("/p/other.modelopt.json")]
    [InlineData("abcdef123456")]
    public void Says_so_where_there_is_no_such_run(string? what) =>
        Assert.Equal(DiagnosticCodes.NothingRuns, Assert.Single(Assert.Throws<PipelineException>(() => RunWatch.Find(folder.Path, what)).Diagnostics).Code);

    [Fact]
    public void A_file_that_is_no_log_is_passed_over()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Log)!);
        File.WriteAllText(folder.File("logs/other.log"), "nothing of the kind\n");

        Assert.Throws<PipelineException>(() => RunWatch.Find(folder.Path, null));
        Assert.Throws<PipelineException>(() => RunWatch.Find(folder.Path, folder.File("logs/other.log")));
    }

    private ContentCache Cache() => new(folder.Path, _ => { });

    private EventLog Write(params CompressionEvent[] lines)
    {
        var log = new EventLog(new Events(), TimeProvider.System);
        log.Open(Log);
        foreach (var line in lines)
        {
            log.Report(line);
        }

        return log;
    }

    private static StageProgressed Step(double fraction) => new("train", fraction, null, "", Importance.Low);

    private static string Name(CompressionEvent value) => value switch
    {
        StageStarted stage => stage.Name,
        StageProgressed progress => FormattableString.Invariant($"{progress.Fraction}"),
        RunStarted => "start",
        _ => value.ToString(),
    };

    private sealed class Events : IProgress<CompressionEvent>
    {
        public List<CompressionEvent> Heard { get; } = [];

        public Action On { get; set; } = () => { };

        public void Report(CompressionEvent value)
        {
            Heard.Add(value);
            On();
        }
    }
}
