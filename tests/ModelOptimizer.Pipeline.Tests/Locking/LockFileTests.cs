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

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("<<<<<<< HEAD")]
    [InlineData("{\"schemaVersion\":2}")]
    [InlineData("{\"schemaVersion\":1,\"key\":\"../../x\",\"sha256\":\"0\",\"stages\":[],\"inputs\":[]}")]
    public void What_is_no_lock_file_is_a_coded_error_that_names_it(string text)
    {
        File.WriteAllText(Path, text);

        var found = Assert.Single(Assert.Throws<PipelineException>(() => LockFile.Read(Path)).Diagnostics);

        Assert.Equal((DiagnosticCodes.LockUnusable, Path), (found.Code, found.File));
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
