using ModelOptimizer.Pipeline.Cache;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Keys;

namespace ModelOptimizer.Pipeline.Tests.Cache;

public sealed class CachePruningTests : IDisposable
{
    private static readonly DateTime Now = DateTime.UtcNow;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private ContentCache Cache => new(folder.File("cache"), diagnostic => Assert.Fail(diagnostic.ToString()));

    [Fact]
    public void Lists_entries_with_the_model_that_they_belong_to()
    {
        var stage = Publish("stages", "1", days: 2, ("model.onnx", "0123456789"), ("stage.json", """{"name":"train"}"""));
        Publish("artifacts", "2", days: 1, ("report.json", $$"""{"name":"detector","stages":[{"key":"{{stage.Hash}}"}]}"""));
        Publish("stages", "3", days: 0, ("stage.json", "not JSON"));
        File.WriteAllText(Path.Combine(Cache.WorkFolder(stage), "checkpoint"), "1234");

        var entries = new CacheInventory(Cache).Entries;

        Assert.Equal(["artifacts detector ", "stages detector train", "stages  ", "work detector "], entries.OrderBy(entry => entry.Kind).ThenBy(entry => entry.Used).Select(entry => $"{entry.Kind} {entry.Model} {entry.Stage}"));
        Assert.Equal(Now.AddDays(-2), entries.Single(entry => entry.Stage == "train").Used.UtcDateTime, TimeSpan.FromSeconds(5));
        Assert.Equal(4, entries.Single(entry => entry.Kind == "work").Bytes);
        Assert.True(entries.Single(entry => entry.Stage == "train").Bytes > 10);
    }

    [Fact]
    public void An_empty_cache_is_not_created_by_looking()
    {
        Assert.Empty(new CacheInventory(Cache).Entries);
        Assert.Empty(CachePruning.Prune(Cache, new(DateTimeOffset.UtcNow, 0), isDryRun: true).Removed);
        Assert.False(Directory.Exists(Cache.Root));
    }

    [Fact]
    public void Removes_what_was_not_used_for_long()
    {
        var (old, young) = (Publish("stages", "old", days: 40), Publish("stages", "young", days: 2));

        var outcome = CachePruning.Prune(Cache, new(Now.AddDays(-30), null), isDryRun: false);

        Assert.Equal([old.Hash], outcome.Removed.Select(entry => entry.Key));
        Assert.Null(Cache.Find("stages", old));
        Assert.NotNull(Cache.Find("stages", young));
    }

    [Fact]
    public void A_use_that_a_wrong_clock_put_into_the_future_is_corrected_by_the_next()
    {
        var ahead = Publish("stages", "ahead", days: -400);
        Cache.Find("stages", ahead);

        Assert.Equal(DateTime.UtcNow, Assert.Single(new CacheInventory(Cache).Entries).Used.UtcDateTime, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Finding_an_entry_counts_as_use()
    {
        var old = Publish("stages", "old", days: 40);
        Cache.Find("stages", old);

        Assert.Empty(CachePruning.Prune(Cache, new(Now.AddDays(-30), null), isDryRun: false).Removed);
    }

    [Fact]
    public void Removes_what_was_used_longest_ago_until_the_rest_fits()
    {
        ContentKey[] keys = [Publish("stages", "a", days: 3), Publish("artifacts", "b", days: 2), Publish("stages", "c", days: 1)];
        var size = new CacheInventory(Cache).Bytes / 3;

        var outcome = CachePruning.Prune(Cache, new(null, 2 * size), isDryRun: false);

        Assert.Equal([keys[0].Hash], outcome.Removed.Select(entry => entry.Key));
        Assert.Equal(new CacheInventory(Cache).Bytes, outcome.KeptBytes);
        Assert.Equal(3, outcome.Removed.Count + CachePruning.Prune(Cache, new(null, 0), isDryRun: false).Removed.Count);
    }

    [Fact]
    public void A_dry_run_removes_nothing()
    {
        var old = Publish("stages", "old", days: 40);

        var outcome = CachePruning.Prune(Cache, new(Now, null), isDryRun: true);

        Assert.Equal([old.Hash], outcome.Removed.Select(entry => entry.Key));
        Assert.NotNull(Cache.Find("stages", old));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_run_makes_or_reads_stays(bool isDryRun)
    {
        var (made, read, free) = (Publish("stages", "made", days: 9), Publish("stages", "read", days: 9), Publish("stages", "free", days: 9));
        using var making = Cache.Lock(made, () => { }, TestContext.Current.CancellationToken);
        using var reading = Cache.Use(Cache.Find("stages", read)!);
        using var readingAsWell = Cache.Use(Cache.Find("stages", read)!);

        var outcome = CachePruning.Prune(Cache, new(Now.AddDays(1), null), isDryRun);

        Assert.Equal([free.Hash], outcome.Removed.Select(entry => entry.Key));
        Assert.Equal(2, outcome.InUse.Count);
        Assert.True(Directory.Exists(Path.Combine(Cache.Root, "stages", read.Hash)));
    }

    [Fact]
    public void An_entry_that_was_removed_cannot_be_used()
    {
        var key = Publish("stages", "gone", days: 1);
        var entry = Cache.Find("stages", key)!;
        Assert.True(Cache.TryRemove("stages", key.Hash));

        var error = Assert.Throws<PipelineException>(() => Cache.Use(entry));

        Assert.Equal(DiagnosticCodes.CacheUnusable, error.Diagnostics[0].Code);
    }

    [Fact]
    public void A_cache_that_cannot_be_written_is_a_coded_error()
    {
        Publish("stages", "old", days: 9);
        File.WriteAllText(Path.Combine(Cache.Root, "locks"), "a file where a folder belongs");

        var error = Assert.Throws<PipelineException>(() => CachePruning.Prune(Cache, new(Now, null), isDryRun: false));

        Assert.Equal(DiagnosticCodes.CacheUnusable, error.Diagnostics[0].Code);
    }

    [Fact]
    public void Finds_damage_and_removes_it_only_when_asked()
    {
        var (sound, damaged) = (Publish("stages", "sound", days: 1), Publish("stages", "damaged", days: 1));
        var unsealed = Publish("artifacts", "unsealed", days: 1);
        File.AppendAllText(Path.Combine(Cache.Root, "stages", damaged.Hash, "model.onnx"), "more");
        File.Delete(Path.Combine(Cache.Root, "artifacts", unsealed.Hash, "entry.json"));
        var token = TestContext.Current.CancellationToken;

        var (count, found) = CacheVerification.Verify(Cache, repairs: false, token);
        Assert.Equal(3, count);
        Assert.Equal(["its seal is missing", "model.onnx has changed"], found.Select(entry => entry.Damage));
        Assert.DoesNotContain(found, entry => entry.Removed);

        Assert.All(CacheVerification.Verify(Cache, repairs: true, token).Damaged, entry => Assert.True(entry.Removed));
        Assert.Empty(CacheVerification.Verify(Cache, repairs: false, token).Damaged);
        Assert.NotNull(Cache.Find("stages", sound));
    }

    [Fact]
    public void A_seal_that_names_files_elsewhere_is_damage()
    {
        var key = Publish("stages", "hostile", days: 1);
        File.WriteAllText(Path.Combine(Cache.Root, "stages", key.Hash, "entry.json"), """{"../../outside":"00"}""");

        Assert.Contains("elsewhere", Assert.Single(CacheVerification.Verify(Cache, repairs: false, TestContext.Current.CancellationToken).Damaged).Damage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("30d", 30 * 24 * 60)]
    [InlineData("1.5 h", 90)]
    [InlineData("2w", 2 * 7 * 24 * 60)]
    [InlineData("10min", 10)]
    [InlineData("30", null)]
    [InlineData("d", null)]
    [InlineData("-3d", null)]
    [InlineData("99999999999999999w", null)]
    public void Reads_ages(string text, int? minutes) =>
        Assert.Equal(minutes is { } number ? TimeSpan.FromMinutes(number) : (TimeSpan?)null, CacheAge.TryParse(text, out var age) ? age.Value : (TimeSpan?)null);

    private ContentKey Publish(string kind, string name, int days, params (string Name, string Text)[] files)
    {
        var key = new KeyBuilder().Add("test", name).Build();
        var entry = Cache.Publish(kind, key, folder =>
        {
            foreach (var (file, text) in files.DefaultIfEmpty(("model.onnx", "content")))
            {
                File.WriteAllText(Path.Combine(folder, file), text);
            }
        });
        File.SetLastWriteTimeUtc(Path.Combine(entry, "entry.json"), Now.AddDays(-days));
        return key;
    }
}
