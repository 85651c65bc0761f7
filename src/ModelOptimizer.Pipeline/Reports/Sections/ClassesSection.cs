using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Verification;

namespace ModelOptimizer.Pipeline.Reports.Sections;

/// <summary>How well both models do on each class: curves of a detector, confusions of a classifier.</summary>
internal static class ClassesSection
{
    private const int MostCurves = 24;
    private const int LargestMatrix = 24;
    private const int MostConfusions = 40;

    /// <summary>The section's values; adds its charts.</summary>
    public static object Of(ReportSources sources, List<Chart> charts)
    {
        var (before, after) = (sources.Report.Verification.Baseline, sources.Report.Verification.Artifact);
        var isDetector = sources.Manifest.Task == TaskKind.Detection;
        var pairs = before.Classes.Zip(after.Classes).ToList();
        if (pairs.Count > 0)
        {
            double[] positions = [.. Enumerable.Range(0, pairs.Count).Select(index => (double)index)];
            charts.Add(new("classes", "bars", "class", isDetector ? "AP@0.5" : "top-1",
            [
                new("before", "before", positions, [.. before.Classes.Select(found => (double?)found.Value)]),
                new("after", "after", positions, [.. after.Classes.Select(found => (double?)found.Value)]),
            ])
            { Labels = [.. before.Classes.Select(found => found.Name)], Range = [0, 1] });
        }

        var curves = isDetector ? pairs.Index().Where(pair => pair.Item.First.Count > 0).Take(MostCurves).ToList() : [];
        charts.AddRange(curves.Select(pair => new Chart(Id(pair.Index), "lines", "recall", "precision",
        [
            Curve("before", pair.Item.First) with { IsDashed = true },
            Curve("after", pair.Item.Second),
        ])
        { Span = [0, 1], Range = [0, 1] }));
        return new
        {
            IsRecorded = pairs.Count > 0,
            IsDetector = isDetector,
            Measure = isDetector ? "AP@0.5" : "top-1",
            Counted = isDetector ? "objects" : "images",
            Rows = pairs.Select(pair => new { pair.First.Name, pair.First.Count, Before = pair.First.Value, After = pair.Second.Value, Change = (pair.Second.Value - pair.First.Value) * 100 }),
            Curves = curves.Select(pair => new
            {
                Id = Id(pair.Index),
                pair.Item.First.Name,
                Rows = Levels(pair.Item.First, pair.Item.Second),
            }),
            Matrices = isDetector || pairs.Count is 0 or > LargestMatrix ? [] : new[] { Matrix("before", before), Matrix("after", after) },
            Confusions = after.Confusions.Take(MostConfusions).Select(found => new
            {
                found.Class,
                found.Taken,
                Before = before.Confusions.FirstOrDefault(other => other.Class == found.Class && other.Taken == found.Taken)?.Images ?? 0,
                After = found.Images,
            }),
        };
    }

    private static string Id(int index) => FormattableString.Invariant($"curve-{index}");

    private static ChartSeries Curve(string name, MeasuredClass found) =>
        new(name, name, [.. found.Curve.Select(point => point.Recall)], [.. found.Curve.Select(point => (double?)point.Precision)]);

    // Precision at tenths of recall, as the best at that recall or beyond it: the curve that average precision is the area of.
    private static IEnumerable<object> Levels(MeasuredClass before, MeasuredClass after) => Enumerable.Range(0, 11).Select(tenth => new
    {
        Recall = tenth / 10.0,
        Before = Best(before, tenth / 10.0),
        After = Best(after, tenth / 10.0),
    });

    private static double Best(MeasuredClass found, double recall) => found.Curve.Where(point => point.Recall >= recall).Select(point => point.Precision).DefaultIfEmpty(0).Max();

    private static object Matrix(string name, MeasuredModel model)
    {
        var confused = model.Confusions.ToDictionary(found => (found.Class, found.Taken), found => found.Images);
        return new
        {
            Name = name,
            Classes = model.Classes.Select(found => found.Name),
            Rows = model.Classes.Select(row => new
            {
                row.Name,
                Cells = model.Classes.Select(column =>
                {
                    var images = row.Name == column.Name ? (int)Math.Round(row.Value * row.Count) : confused.GetValueOrDefault((row.Name, column.Name));
                    return new { Images = images, Share = row.Count == 0 ? 0 : (double)images / row.Count, IsRight = row.Name == column.Name };
                }),
            }),
        };
    }
}
