using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Reports;
using ModelOptimizer.Pipeline.Stages;

namespace ModelOptimizer.Pipeline.Cache.Sharing;

/// <summary>Whether what a shared cache sent is a result of its key, before it becomes an entry.</summary>
internal static class SharedEntryCheck
{
    private const string Model = "model.onnx";

    /// <summary>Files that a result of a kind cannot be without.</summary>
    public static string[] Required(string kind) => [Model, RecordOf(kind)];

    /// <summary>Reads the model and its record.</summary>
    /// <exception cref="SharedCacheException">One of them is not what it should be.</exception>
    public static void Check(string folder, string kind, ContentKey key)
    {
        try
        {
            // From memory, so that a model cannot refer to other files.
            OnnxFile.Read(File.ReadAllBytes(Path.Combine(folder, Model)));
        }
        catch (GraphException error)
        {
            throw new SharedCacheException($"its model is not valid: {error.Message.TrimEnd('.')}", error);
        }

        var text = File.ReadAllText(Path.Combine(folder, RecordOf(kind)));
        try
        {
            if (!(kind == StageRunner.Kind ? IsStage(ReportJson.Read<StageRecord>(text), key) : IsReport(ReportJson.Read<CompressionReport>(text), key)))
            {
                throw new SharedCacheException("its record is that of another result");
            }
        }
        catch (Exception error) when (error is System.Text.Json.JsonException or NotSupportedException)
        {
            throw new SharedCacheException("its record cannot be read", error);
        }
    }

    private static string RecordOf(string kind) => kind == StageRunner.Kind ? StageRunner.RecordFile : "report.json";

    private static bool IsStage(StageRecord? record, ContentKey key) =>
        record is { Name: not null, Details: not null } && record.Key == key.Hash && record.Inputs is { } inputs && inputs.SequenceEqual(key.Parts);

    private static bool IsReport(CompressionReport? report, ContentKey key) =>
        report is { Name: not null, Stages: not null, Versions: not null, Verification: { Baseline.Latency: not null, Artifact.Latency: not null } } && report.Key == key.Hash;
}
