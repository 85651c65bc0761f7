using ModelOptimizer.Pipeline.Cache;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Keys;

namespace ModelOptimizer.Pipeline.Tests.Cache;

public sealed class ContentCacheTests : IDisposable
{
    private static readonly ContentKey Key = new KeyBuilder().Add("test", "1").Build();

    private readonly TemporaryFolder folder = new();
    private readonly List<Diagnostic> reported = [];

    public void Dispose() => folder.Dispose();

    private ContentCache Cache => new(folder.File("cache"), reported.Add);

    private string Publish(string text = "content") => Cache.Publish("stages", Key, entry => File.WriteAllText(Path.Combine(entry, "model.onnx"), text));

    [Fact]
    public void Finds_what_was_published()
    {
        var published = Publish();

        Assert.Equal(published, Cache.Find("stages", Key));
        Assert.Equal("content", File.ReadAllText(Path.Combine(published, "model.onnx")));
        Assert.Empty(reported);
    }

    [Fact]
    public void Finds_nothing_in_a_cache_that_does_not_exist()
    {
        Assert.Null(Cache.Find("stages", Key));
        Assert.False(Directory.Exists(Cache.Root));
    }

    [Fact]
    public void Keeps_kinds_apart()
    {
        Publish();

        Assert.Null(Cache.Find("artifacts", Key));
    }

    [Fact]
    public void An_interrupted_publication_is_not_there()
    {
        Assert.Throws<InvalidOperationException>(() => Cache.Publish("stages", Key, entry =>
        {
            File.WriteAllText(Path.Combine(entry, "model.onnx"), "half");
            throw new InvalidOperationException("killed");
        }));

        Assert.Null(Cache.Find("stages", Key));
        Assert.Equal("whole", File.ReadAllText(Path.Combine(Publish("whole"), "model.onnx")));
    }

    [Theory]
    [InlineData("model.onnx", "changed")]
    [InlineData("model.onnx", null)]
    [InlineData("entry.json", "{")]
    [InlineData("entry.json", "{}")]
    public void A_damaged_entry_is_removed_with_a_warning(string file, string? content)
    {
        var entry = Publish();
        File.Delete(Path.Combine(entry, file));
        if (content is not null)
        {
            File.WriteAllText(Path.Combine(entry, file), content);
        }

        Assert.Null(Cache.Find("stages", Key));
        Assert.Equal((Severity.Warning, DiagnosticCodes.CacheCorrupted), (Assert.Single(reported).Severity, reported[0].Code));
        Assert.False(Directory.Exists(entry));
    }

    [Fact]
    public void Publishing_again_replaces_the_entry()
    {
        Publish("first");

        Assert.Equal("second", File.ReadAllText(Path.Combine(Publish("second"), "model.onnx")));
    }

    [Fact]
    public void A_cache_that_cannot_be_written_is_one_coded_error()
    {
        File.WriteAllText(folder.File("cache"), "a file, not a folder");

        var error = Assert.Throws<PipelineException>(() => Publish());
        var locking = Assert.Throws<PipelineException>(() => Cache.Lock(Key, () => { }, TestContext.Current.CancellationToken));

        Assert.All([error, locking], found => Assert.Equal(DiagnosticCodes.CacheUnusable, Assert.Single(found.Diagnostics).Code));
        Assert.Contains("--cache", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_holder_of_a_key_at_a_time()
    {
        var token = TestContext.Current.CancellationToken;
        var waiting = new TaskCompletionSource();
        var first = Cache.Lock(Key, () => { }, token);
        var second = Task.Run(() => Cache.Lock(Key, waiting.SetResult, token), token);

        await waiting.Task.WaitAsync(token);
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
    }

    [Fact]
    public void Cancelling_ends_the_wait_for_a_key()
    {
        using var held = Cache.Lock(Key, () => { }, TestContext.Current.CancellationToken);
        using var cancellation = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => Cache.Lock(Key, cancellation.Cancel, cancellation.Token));
    }

    [Fact]
    public void Work_stays_until_it_is_discarded()
    {
        var work = Cache.WorkFolder(Key);
        File.WriteAllText(Path.Combine(work, "checkpoint"), "1");

        Assert.True(File.Exists(Path.Combine(Cache.WorkFolder(Key), "checkpoint")));
        Cache.DiscardWork(Key);
        Assert.False(Directory.Exists(work));
    }

    [Fact]
    public void A_full_disk_is_a_coded_error_and_leaves_no_entry()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Needs a device that is always full.");

        var error = Assert.Throws<PipelineException>(() => Cache.Publish("stages", Key, entry =>
        {
            File.WriteAllText(Path.Combine(entry, "model.onnx"), "half");
            using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write);
            full.Write(new byte[1 << 16]);
            full.Flush();
        }));

        Assert.Equal(DiagnosticCodes.CacheUnusable, error.Diagnostics[0].Code);
        Assert.Null(Cache.Find("stages", Key));
    }
}
