using ModelOptimizer.Pipeline;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Locking;
using ModelOptimizer.Pipeline.Progress;

namespace ModelOptimizer.Tool.Tests;

/// <summary>A data set that somebody writes to while a run reads it.</summary>
public sealed class ChangingDataTests : IDisposable
{
    private readonly TinyProject project = new();

    public void Dispose() => project.Dispose();

    [Theory]
    [InlineData("train", "data/Annotations/train0.xml")]
    [InlineData("distill", "data/JPEGImages/train3.png")]
    [InlineData("verify", "data/Annotations/test1.xml")]
    public void What_was_made_of_changing_data_is_thrown_away(string stage, string file)
    {
        var error = Assert.Throws<PipelineException>(() => Compress(started => Change(started == stage, file)));

        var diagnostic = Assert.Single(error.Diagnostics);
        Assert.Equal((DiagnosticCodes.DataInvalid, 4), (diagnostic.Code, diagnostic.Line));
        Assert.Contains($"changed while {stage} ran", diagnostic.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(project["cache/artifacts"]) && Directory.EnumerateDirectories(project["cache/artifacts"]).Any());
        Assert.Empty(Directory.Exists(project["cache/work"]) ? Directory.GetDirectories(project["cache/work"]) : []);
        Assert.True(File.Exists(Compress(_ => { }).Model));
    }

    [Fact]
    public void Files_that_the_manifest_does_not_use_may_change() =>
        Assert.True(File.Exists(Compress(started => Change(started == "train", "data/notes.txt")).Model));

    private void Change(bool isDue, string file)
    {
        if (isDue)
        {
            File.AppendAllText(project[file], " ");
        }
    }

    private ArtifactReady Compress(Action<string> started) =>
        new Compression(new(project.Manifest) { Cache = project["cache"], Threads = 1, Lock = LockUse.Off }, new Listener(started)).Run(CancellationToken.None);

    private sealed class Listener(Action<string> started) : IProgress<CompressionEvent>
    {
        public void Report(CompressionEvent value)
        {
            if (value is StageStarted stage)
            {
                started(stage.Name);
            }
        }
    }
}
