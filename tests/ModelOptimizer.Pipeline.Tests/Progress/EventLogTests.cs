using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Progress;

namespace ModelOptimizer.Pipeline.Tests.Progress;

public sealed class EventLogTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Says_how_a_run_ended() => Assert.EndsWith("""{"type":"end","outcome":"done"}""", Logged(() => 7)[^1], StringComparison.Ordinal);

    [Fact]
    public void Says_that_a_run_was_cancelled() =>
        Assert.EndsWith("""{"type":"end","outcome":"cancelled"}""", Logged(() => throw new OperationCanceledException())[^1], StringComparison.Ordinal);

    [Fact]
    public void Says_what_is_wrong_before_it_says_that_a_run_failed()
    {
        var lines = Logged(() => throw new PipelineException(Diagnostic.Error("MOPT2001", "too bad")));

        Assert.Contains("\"code\":\"MOPT2001\"", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("""{"type":"end","outcome":"failed"}""", lines[^1], StringComparison.Ordinal);
    }

    private string[] Logged(Func<int> work)
    {
        List<CompressionEvent> told = [];
        using (var log = new EventLog(new Sink(told), TimeProvider.System))
        {
            log.Open(folder.File("run.log"));
            _ = Record.Exception(() => { log.Run(new("/m", "key", null, false), work); });
        }

        // The end is the log's alone: whoever hears events sees how it ends.
        Assert.Equal(["RunStarted"], told.Select(value => value.GetType().Name));
        return File.ReadAllLines(folder.File("run.log"));
    }

    private sealed class Sink(List<CompressionEvent> told) : IProgress<CompressionEvent>
    {
        public void Report(CompressionEvent value) => told.Add(value);
    }
}
