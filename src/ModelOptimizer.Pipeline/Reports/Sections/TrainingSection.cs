using ModelOptimizer.Pipeline.Stages;

namespace ModelOptimizer.Pipeline.Reports.Sections;

/// <summary>Loss, learning rate, speed and metric of all trainings, one after the other.</summary>
internal static class TrainingSection
{
    private static readonly string[] Trainings = ["train", "sparsify", "distill"];

    /// <summary>The section's values; adds its charts.</summary>
    public static object Of(ReportSources sources, List<Chart> charts)
    {
        var stages = sources.Report.Stages.Where(stage => Trainings.Contains(stage.Name)).ToList();
        List<(string Stage, int Start, TrainingHistory History)> recorded = [];
        var position = 0;
        foreach (var stage in stages)
        {
            if (sources.Read(stage.Name, HistoryFile.Name, ReportJson.Read<TrainingHistory>) is { Epochs: { Count: > 0 } epochs } history)
            {
                recorded.Add((stage.Name, position, history));
                position += epochs[^1].Epoch;
            }
        }

        if (recorded.Count > 0)
        {
            Draw(recorded, sources.Report, charts);
        }

        return new
        {
            Metric = sources.Report.Metric,
            IsRecorded = recorded.Count > 0,
            Missing = stages.Select(stage => stage.Name).Except(recorded.Select(training => training.Stage)).ToList(),
            Trainings = recorded.Select(training => Table(training.Stage, training.History)),
        };
    }

    private static void Draw(List<(string Stage, int Start, TrainingHistory History)> recorded, CompressionReport report, List<Chart> charts)
    {
        double[] span = [0.5, End(recorded[^1]) + 0.5];
        ChartMark[] marks = [.. recorded.Select(training => new ChartMark(training.Start + 0.5, training.Stage))];
        var losses = Names(recorded.SelectMany(training => training.History.Epochs));
        charts.Add(Chart("loss", "loss", losses.Select((name, index) => Series(name, index == 0 ? "after" : $"{index}", epoch => epoch.Losses.TryGetValue(name, out var loss) ? loss : null))));
        charts.Add(Chart("learning-rate", "learning rate", [Series("learning rate", "after", epoch => epoch.LearningRate)]));
        charts.Add(Chart("speed", "images/s", [Series("images/s", "after", epoch => epoch.ImagesPerSecond)]));
        var ends = report.Stages.Where(stage => stage.Metric is not null).ToDictionary(stage => stage.Name, stage => stage.Metric);
        var during = Series("during training", "before", epoch => epoch.Metric);
        charts.Add(Chart("metric", report.Metric, [
            .. during.Y.Any(metric => metric is not null) ? [during] : Array.Empty<ChartSeries>(),
            new("end of the stage", "after", [.. recorded.Select(training => (double)End(training))], [.. recorded.Select(training => ends.GetValueOrDefault(training.Stage))]),
        ]) with { Kind = "points" });

        Chart Chart(string id, string y, IEnumerable<ChartSeries> series) => new(id, "lines", "epoch of all trainings", y, [.. series]) { Marks = marks, Span = span };

        // A gap between two trainings, so that no line joins them.
        ChartSeries Series(string name, string tone, Func<EpochRecord, double?> value)
        {
            List<double> x = [];
            List<double?> y = [];
            foreach (var (_, start, history) in recorded)
            {
                if (start > 0)
                {
                    x.Add(start + 0.5);
                    y.Add(null);
                }

                x.AddRange(history.Epochs.Select(epoch => (double)start + epoch.Epoch));
                y.AddRange(history.Epochs.Select(epoch => value(epoch) is { } number ? ChartSeries.Value(number) : null));
            }

            return new(name, tone, x, y);
        }
    }

    private static int End((string Stage, int Start, TrainingHistory History) training) => training.Start + training.History.Epochs[^1].Epoch;

    private static object Table(string stage, TrainingHistory history)
    {
        var names = Names(history.Epochs);
        return new
        {
            Stage = stage,
            Epochs = history.Epochs.Count,
            Losses = names,
            First = history.Epochs[0].Losses.Values.FirstOrDefault(),
            Last = history.Epochs[^1].Losses.Values.FirstOrDefault(),
            Speed = history.Epochs.Select(epoch => epoch.ImagesPerSecond).Order().ElementAt(history.Epochs.Count / 2),
            Rows = history.Epochs.Select(epoch => new
            {
                epoch.Epoch,
                Losses = names.Select(name => epoch.Losses.TryGetValue(name, out var loss) ? loss : (double?)null),
                epoch.LearningRate,
                epoch.ImagesPerSecond,
                epoch.Metric,
            }),
        };
    }

    private static List<string> Names(IEnumerable<EpochRecord> epochs) => [.. epochs.SelectMany(epoch => epoch.Losses.Keys).Distinct(StringComparer.Ordinal)];
}
