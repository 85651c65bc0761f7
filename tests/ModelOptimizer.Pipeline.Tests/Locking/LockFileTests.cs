using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Locking;

namespace ModelOptimizer.Pipeline.Tests.Locking;

public sealed class LockFileTests : IDisposable
{
    private static readonly ArtifactLock Sample = new(
        1,
        new string('a', 64),
        new string('b', 64),
        1234,
        "mAP50",
        new(0.9, 100, 1000, 400),
        new(0.89, 50, 500, 200),
        new Dictionary<string, string> { ["modelopt"] = "0.1.0" },
        [new("test", "c")],
        [new("train", new string('d', 64), [new("options", "{\"epochs\":3}"), new("classes", "robot\nball")])]);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Path => folder.File("detector.modelopt.lock.json");

    [Fact]
    public void Reads_what_was_written()
    {
        LockFile.Write(Path, Sample);

        var read = LockFile.Read(Path)!;
        LockFile.Write(folder.File("again"), read);
        Assert.Equal((Sample.Key, Sample.Sha256, Sample.Artifact), (read.Key, read.Sha256, read.Artifact));
        Assert.Equal(File.ReadAllBytes(Path), File.ReadAllBytes(folder.File("again")));
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public void Is_the_same_text_on_every_system()
    {
        LockFile.Write(Path, Sample);

        var text = File.ReadAllText(Path);
        Assert.DoesNotContain('\r', text);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        Assert.StartsWith("{\n  \"schemaVersion\": 1,\n  \"key\": \"aaaa", text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_file_is_no_lock() => Assert.Null(LockFile.Read(Path));

    [Fact]
    public void A_metric_may_be_no_number()
    {
        LockFile.Write(Path, Sample with { Baseline = Sample.Baseline with { Metric = double.NaN } });

        Assert.Equal(double.NaN, LockFile.Read(Path)!.Baseline.Metric);
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("null", "another type")]
    [InlineData("{}", "\"schemaVersion\" is missing")]
    [InlineData("[]", "another type")]
    [InlineData("<<<<<<< HEAD", "not JSON")]
    [InlineData("{\"schemaVersion\":2}", "the format 2")]
    [InlineData("{\"schemaVersion\":1,\"key\":7}", "\"key\" has another type")]
    public void What_is_no_lock_file_is_a_coded_error_that_names_it(string text, string said)
    {
        File.WriteAllText(Path, text);

        var found = Assert.Single(Assert.Throws<PipelineException>(() => LockFile.Read(Path)).Diagnostics);

        Assert.Equal((DiagnosticCodes.LockUnusable, Path), (found.Code, found.File));
        Assert.Contains(said, found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"aaaa", "\"../x", "64 hexadecimal digits")]
    [InlineData("\"stages\"", "\"stage\"", "\"stages\" is missing")]
    [InlineData("\"parameters\": 100,", "", "\"parameters\" is missing")]
    [InlineData("\"bytes\": 1234", "\"bytes\": 1e400", "\"bytes\" has another type")]
    [InlineData("\"0.1.0\"", "null", "\"modelopt\" is null")]
    public void A_damaged_part_is_named(string part, string damaged, string said)
    {
        LockFile.Write(Path, Sample);
        File.WriteAllText(Path, File.ReadAllText(Path).Replace(part, damaged, StringComparison.Ordinal));

        Assert.Contains(said, Assert.Throws<PipelineException>(() => LockFile.Read(Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_huge_file_is_not_read()
    {
        using (var file = File.Create(Path))
        {
            file.SetLength(5L << 30);
        }

        Assert.Throws<PipelineException>(() => LockFile.Read(Path));
    }
}
