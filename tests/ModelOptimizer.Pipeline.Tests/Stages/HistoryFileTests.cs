using ModelOptimizer.Pipeline.Reports;
using ModelOptimizer.Pipeline.Stages;
using ModelOptimizer.Training.Loops;

namespace ModelOptimizer.Pipeline.Tests.Stages;

public sealed class HistoryFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Keeps_the_end_of_each_epoch()
    {
        var history = new HistoryFile(folder.Path);
        history.Add(Step(1, step: 1, loss: 9));
        history.Add(Step(1, step: 2, loss: 8));

        var epoch = Assert.Single(Read(history).Epochs);
        Assert.Equal((1, 8.0, 0.1, 20.0), (epoch.Epoch, epoch.Losses["loss"], epoch.LearningRate, epoch.ImagesPerSecond));
        Assert.Equal(["loss", "boxes"], epoch.Losses.Keys);
    }

    [Fact]
    public void A_resumed_training_keeps_the_epochs_of_the_killed_one_and_replaces_repeated_ones()
    {
        var killed = new HistoryFile(folder.Path);
        killed.Add(Step(1, step: 2, loss: 8));
        killed.Add(Step(2, step: 2, loss: 7));
        killed.Add(Step(3, step: 1, loss: 6));

        var resumed = new HistoryFile(folder.Path);
        resumed.Add(Step(2, step: 2, loss: 6.5));
        resumed.Add(Step(3, step: 2, loss: 6));

        Assert.Equal([(1, 8), (2, 6.5), (3, 6)], Read(resumed).Epochs.Select(epoch => (epoch.Epoch, epoch.Losses["loss"])));
    }

    [Fact]
    public void Takes_a_guards_metrics_later()
    {
        var history = new HistoryFile(folder.Path);
        history.Add(Step(1, step: 2, loss: 8));
        history.AddMetrics([new(0, 0, 0.9f, []), new(1, 0.1f, 0.75f, []), new(2, 0.1f, 0.5f, [])]);

        Assert.Equal(0.75, Assert.Single(Read(new HistoryFile(folder.Path)).Epochs).Metric);
    }

    [Theory, InlineData("{ \"epochs\": ["), InlineData("{}"), InlineData("null")]
    public void A_damaged_history_is_begun_anew(string text)
    {
        File.WriteAllText(Path.Combine(folder.Path, HistoryFile.Name), text);

        Assert.Empty(Read(new HistoryFile(folder.Path)).Epochs);
    }

    private static TrainingHistory Read(HistoryFile history) => ReportJson.Read<TrainingHistory>(history.Text);

    private static TrainingProgress Step(int epoch, int step, double loss) =>
        new(epoch, 3, step, 2, [("loss", loss), ("boxes", loss / 3)], 0.1, 20, TimeSpan.Zero);
}
