using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Reports;
using ModelOptimizer.Pipeline.Stages;
using ModelOptimizer.Pipeline.Verification;
using ModelOptimizer.Search.Records;

namespace ModelOptimizer.Pipeline.Tests.Reports;

/// <summary>A report of a run that never was, with names that try to break out of wherever they are put.</summary>
internal static class ReportSample
{
    /// <summary>A name that is harmful wherever it is not escaped.</summary>
    public const string Hostile = "\"'><img src=x onerror=alert(1)></script><script>alert(2)</script><!-- {{key}} ]]>";

    /// <summary>A detector's report with everything recorded.</summary>
    public static ReportSources Detector => Sources(TaskKind.Detection, Measured(0.81, 3), Measured(0.78, 3), Files) with { Examples = [Example(0), Example(1)] };

    /// <summary>A classifier's report.</summary>
    public static ReportSources Classifier => Sources(
        TaskKind.Classification,
        Measured(0.9, 3) with { Confusions = [new("cat", Hostile, 5), new(Hostile, "cat", 2)] },
        Measured(0.88, 3) with { Confusions = [new("cat", Hostile, 7)] },
        Files) with
    { Examples = [Example(0) with { Truth = [], Before = [], Answers = new("cat", "cat", 0.75, Hostile, 0.625) }] };

    /// <summary>A report of cache entries that know nothing of histories and classes.</summary>
    public static ReportSources Old => Sources(TaskKind.Detection, Measured(0.81, 0), Measured(0.78, 0), []);

    private static Dictionary<string, string> Files => new()
    {
        ["train/history.json"] = ReportJson.Write(History(3)),
        ["sparsify/history.json"] = ReportJson.Write(History(2)),
        ["distill/history.json"] = ReportJson.Write(History(4)),
        ["sparsify/gammas.json"] = """
            { "schemaVersion": 1, "binWidth": 0.05, "groups": ["stride 8", "GROUP"], "metricDrop": null, "baseline": null, "epochs": [
              { "epoch": 0, "rate": 0, "metric": null, "counts": [[0, 3, 9, 4], [1, 1, 1, 1]] },
              { "epoch": 2, "rate": 0.01, "metric": 0.5, "counts": [[8, 3, 3, 2], [3, 1, 0, 0]] } ] }
            """.Replace("GROUP", System.Text.Json.JsonEncodedText.Encode(Hostile).Value, StringComparison.Ordinal),
        ["prune/sensitivity.json"] = """
            { "schemaVersion": 1, "baseline": 0.7, "images": 64, "batches": 4, "groups": [
              { "name": "stride 8", "channels": 20, "removed": 0.4, "points": [{ "fraction": 0.2, "drop": 0.5 }, { "fraction": 0.4, "drop": 2.5 }] },
              { "name": "GROUP", "channels": 9, "removed": 0, "points": [{ "fraction": 0.2, "drop": 9 }] } ] }
            """.Replace("GROUP", System.Text.Json.JsonEncodedText.Encode(Hostile).Value, StringComparison.Ordinal),
        ["prune/search.json"] = Search.ToJson(),
        ["prune/plan.json"] = """{ "version": 1, "criterion": "bn-scale", "groups": [{ "name": "stride 8", "channels": 20, "removed": 8, "threshold": 0.01 }], "layers": [{ "layer": "head", "before": 18, "after": 18, "removed": "", "whole": "it is an output" }] }""",
    };

    private static SearchRecord Search => new(
        "mAP@0.5", Hostile, ["MACs -90%", Hostile], 3, 3, new(2, 9, 7, 9, "shared", 0.9), new(0.7, 1, 1000, 2000, null, 1),
        [
            new("controller", 2, "rollouts", 0.1, 12, [Point(0, 0.3, 190), Point(1, 0.2, 190), Point(2, 0.4, 200)]),
            new("random", 0, "rollouts", 0.1, 10, [Point(0, 0.1, 150), Point(1, null, null), Point(2, 0.05, 180)]),
            new(Hostile, null, "time", 0, 1, [Point(0, null, null)]),
        ]);

    private static SearchPoint Point(int index, double? metric, long? macs) =>
        new(index, null, 1, metric, metric, macs * 10, macs, null, metric, 1, metric is null ? "too large" : null);

    private static ReportSources Sources(TaskKind task, MeasuredModel before, MeasuredModel after, Dictionary<string, string> files)
    {
        var manifest = new CompressionManifest
        {
            Model = new() { Zoo = "yolov4-tiny" },
            Task = task,
            Data = new() { Format = DataFormat.Voc, Root = "my data", Classes = ["cat", Hostile, "dog"] },
            Stages = new() { Train = new(), Sparsify = new(), Distill = new() },
        };
        var result = new VerificationResult("test", 40, before, after, 1.5, 1, new(8, 1e-5, 2e-6), [new("metricDrop", 5, 3, "points"), new("bytes", 1e6, 0.9e6, "bytes")]);
        var report = new CompressionReport("detector", new string('a', 64), Hostile, 3, [.. Stages()], result, new Dictionary<string, string> { ["modelopt"] = "0.1.0", ["system"] = Hostile });
        return new(
            report,
            manifest,
            $$"""{ "model": "{{Hostile}}" } // as written""",
            new(new string('a', 64), [new("model", Hostile)]),
            ModelDifference.Between(Cost(1), Cost(2)),
            new Dictionary<string, int> { ["train"] = 200, ["val"] = 40, ["test"] = 40 },
            [],
            (stage, file) => files.GetValueOrDefault($"{stage}/{file}"))
        {
            Arguments = ["detector.modelopt.json", "--threads", "1"],
        };
    }

    private static IEnumerable<StageRecord> Stages()
    {
        foreach (var (name, metric) in ((string, double?)[])[("source", null), ("train", 0.8), ("sparsify", 0.7), ("prune", 0.5), ("distill", 0.79), ("finish", 0.79)])
        {
            yield return new(name, new string('b', 64), [new("options", Hostile)], 1_000_000, 2_000_000_000, 4_000_000, metric, 12.5, 3, new Dictionary<string, string> { ["device"] = "cpu", ["threads"] = "1" });
        }
    }

    private static TrainingHistory History(int epochs) => new([.. Enumerable.Range(1, epochs).Select(epoch => new EpochRecord(
        epoch, new Dictionary<string, double> { ["loss"] = 9.0 / epoch, ["boxes"] = 4.0 / epoch, [Hostile] = 5.0 / epoch }, 0.1 / epoch, 31.4) { Metric = epoch == 2 ? 0.4 : null })]);

    private static MeasuredModel Measured(double metric, int classes) => new(1_000_000, 2_000_000_000, 4_000_000, metric, new(10, 9, 60))
    {
        Classes = [.. new[] { "cat", Hostile, "dog" }.Take(classes).Select((name, index) => new MeasuredClass(name, 10 * index, metric)
        {
            Curve = [new(0.2, 1, 0.9), new(0.6, 0.9, 0.5), new(metric, 0.7, 0.1)],
        })],
    };

    private static ModelCost Cost(int divisor) => new(1000 / divisor, 2000 / divisor,
    [
        new("stem", "Conv", [1, 3, 64, 64], [1, 32 / divisor, 64, 64], 500 / divisor, 900 / divisor, 0),
        new(Hostile, "Conv", [1, 32, 64, 64], [1, 64 / divisor, 32, 32], 400 / divisor, 900 / divisor, 0),
        new("relu", "Relu", null, null, 0, 0, 0),
        .. divisor == 1 ? new LayerCost[] { new("block", "Conv", [1, 8, 8, 8], null, 50, 100, 0) } : [],
        new("head", "Conv", [1, 64, 32, 32], [1, 18, 32, 32], 100 / divisor, 200 / divisor, 0),
    ]);

    // A grey JPEG of 8 x 8 pixels.
    private static ExampleImage Example(int index) => new(
        index == 0 ? "img0" : Hostile, "3 objects", 8, 8, Data.Images.JpegEncoder.Encode(new(8, 8)), [new(0, "cat", null, 1, 1, 4, 4)], [new(1, Hostile, 0.9, 1, 1, 4, 4)], []);
}
