using ModelOptimizer.Pipeline.Stages;
using ModelOptimizer.Training.Sparsity;

namespace ModelOptimizer.Pipeline.Reports.Sections;

/// <summary>How the scales of batch normalisation were spread within each group while sparse training went on.</summary>
internal static class ScalesSection
{
    private const int MostLines = 12;

    /// <summary>The section's values; adds its charts.</summary>
    public static object Of(ReportSources sources, List<Chart> charts)
    {
        var recorded = sources.Read("sparsify", SparsifyStage.GammasFile, ReportJson.Read<GammaHistory>);
        var isSparsified = sources.Report.Stages.Any(stage => stage.Name == "sparsify");
        if (recorded is not { Groups: { Count: > 0 } groups, Epochs: { Count: > 0 } epochs })
        {
            return new { IsSparsified = isSparsified, IsRecorded = false, Groups = Array.Empty<object>() };
        }

        foreach (var (group, name) in groups.Index())
        {
            var shown = Thin(epochs);
            charts.Add(new(Id(group), "lines", "|gamma|", "channels", [.. shown.Select((epoch, index) => new ChartSeries(
                epoch.Epoch == 0 ? "before" : FormattableString.Invariant($"epoch {epoch.Epoch}"),
                FormattableString.Invariant($"r{(shown.Count == 1 ? 100 : 100 * index / (shown.Count - 1))}"),
                [.. epoch.Counts[group].Select((_, bin) => Math.Round((bin + 0.5) * recorded.BinWidth, 6))],
                [.. epoch.Counts[group].Select(count => (double?)count)]))])
            { IsLogarithmic = true });
        }

        return new
        {
            IsSparsified = isSparsified,
            IsRecorded = true,
            Groups = groups.Select((name, group) => new
            {
                Id = Id(group),
                Name = name,
                Channels = epochs[0].Counts[group].Sum(),
                Rows = Thin(epochs).Select(epoch => new
                {
                    epoch.Epoch,
                    epoch.Rate,
                    epoch.Metric,
                    Faded = (double)epoch.Counts[group][0] / Math.Max(1, epoch.Counts[group].Sum()),
                    Median = Median(epoch.Counts[group], recorded.BinWidth),
                }),
            }),
            recorded.BinWidth,
        };
    }

    private static string Id(int group) => FormattableString.Invariant($"gammas-{group}");

    private static List<GammaEpoch> Thin(IReadOnlyList<GammaEpoch> epochs) => epochs.Count <= MostLines
        ? [.. epochs]
        : [.. Enumerable.Range(0, MostLines).Select(line => epochs[line * (epochs.Count - 1) / (MostLines - 1)])];

    // The middle of the bin that holds the median.
    private static double Median(IReadOnlyList<int> counts, double width)
    {
        var (half, seen) = (counts.Sum() / 2.0, 0);
        for (var bin = 0; bin < counts.Count; bin++)
        {
            seen += counts[bin];
            if (seen >= half)
            {
                return (bin + 0.5) * width;
            }
        }

        return 0;
    }
}
