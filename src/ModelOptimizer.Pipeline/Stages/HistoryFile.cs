using System.Globalization;
using System.Text.Json;
using ModelOptimizer.Pipeline.Reports;
using ModelOptimizer.Training.Loops;
using ModelOptimizer.Training.Sparsity;

namespace ModelOptimizer.Pipeline.Stages;

/// <summary>
/// Keeps the history of a training in a folder that survives killed runs. An epoch is written before its checkpoint, so a resumed run repeats epochs, and
/// replaces what is known of them, but never lacks one.
/// </summary>
internal sealed class HistoryFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "history.json";

    private readonly string path;
    private readonly SortedDictionary<int, EpochRecord> epochs = [];

    /// <summary>Goes on with what is in the folder.</summary>
    public HistoryFile(string folder)
    {
        path = Path.Combine(folder, Name);
        foreach (var epoch in Read(path))
        {
            epochs[epoch.Epoch] = epoch;
        }
    }

    /// <summary>The file's text.</summary>
    public string Text => ReportJson.Write(new TrainingHistory([.. epochs.Values]));

    /// <summary>Takes a step of progress; the last one of an epoch is kept.</summary>
    public void Add(TrainingProgress step)
    {
        if (step.Step == step.Steps)
        {
            var losses = new Dictionary<string, double>(StringComparer.Ordinal);
            foreach (var (name, value) in step.LossParts)
            {
                losses[name] = Round(value);
            }

            Keep(new(step.Epoch, losses, Round(step.LearningRate), Round(step.ImagesPerSecond)));
        }
    }

    /// <summary>Adds the metrics that a guard measured to the epochs at whose ends it did.</summary>
    public void AddMetrics(IEnumerable<GammaEpoch> measured)
    {
        foreach (var measurement in measured)
        {
            if (measurement.Metric is { } metric && epochs.TryGetValue(measurement.Epoch, out var epoch))
            {
                Keep(epoch with { Metric = Round(metric) });
            }
        }
    }

    private void Keep(EpochRecord epoch)
    {
        epochs[epoch.Epoch] = epoch;
        var temporary = path + ".tmp";
        File.WriteAllText(temporary, Text);
        File.Move(temporary, path, overwrite: true);
    }

    // Float32 sums have no more digits to tell.
    private static double Round(double value) => value == 0 || !double.IsFinite(value) ? value : double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    // What a by-product has lost is shown as not recorded; it must not end a training.
    private static IReadOnlyList<EpochRecord> Read(string path)
    {
        try
        {
            return File.Exists(path) ? ReportJson.Read<TrainingHistory?>(File.ReadAllText(path))?.Epochs ?? [] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
