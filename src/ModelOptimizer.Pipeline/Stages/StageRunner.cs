using System.Diagnostics;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Pipeline.Cache;
using ModelOptimizer.Pipeline.Cache.Sharing;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Inputs;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Progress;
using ModelOptimizer.Pipeline.Reports;
using ModelOptimizer.Pipeline.Tasks;

namespace ModelOptimizer.Pipeline.Stages;

/// <summary>Takes the stages of a chain from the cache, or runs them and publishes their results.</summary>
internal sealed class StageRunner(
    ContentCache cache, SharedCache? shared, StageChain chain, IModelTask task, ProjectData data, CompressionManifest manifest, int? threads, IProgress<CompressionEvent> events, CancellationToken cancellation) : IDisposable
{
    /// <summary>The kind of cache entry that a stage makes.</summary>
    public const string Kind = "stages";

    private const string ModelFile = "model.onnx";
    internal const string RecordFile = "stage.json";

    private readonly Dictionary<PlannedStage, string> folders = [];
    private readonly List<IDisposable> uses = [];
    private bool isChecked;

    /// <summary>Lets go of the stages' results; until then no pruning of the cache removes them.</summary>
    public void Dispose() => uses.ForEach(use => use.Dispose());

    /// <summary>Full path of the ONNX file of a stage that has run.</summary>
    public string ModelPath(PlannedStage stage) => Path.Combine(folders[stage], ModelFile);

    /// <summary>The model of a stage that has run.</summary>
    public ModelGraph Graph(PlannedStage stage) => OnnxFile.Read(ModelPath(stage));

    /// <summary>The text of a file that a stage which has run keeps; null where there is no such stage, or it keeps no such file.</summary>
    public string? File(string stage, string file)
    {
        var path = folders.Where(pair => pair.Key.Stage.Name == stage).Select(pair => Path.Combine(pair.Value, file)).FirstOrDefault();
        return path is not null && System.IO.File.Exists(path) ? System.IO.File.ReadAllText(path) : null;
    }

    /// <summary>Makes sure that a stage's result is in the cache. The stages before must have run.</summary>
    public StageRecord Run(PlannedStage planned, int index)
    {
        cancellation.ThrowIfCancellationRequested();
        var (stage, key) = planned;
        if (cache.Find(Kind, key) is { } cached)
        {
            Announce($"{stage.Name}: {stage.Describe()} (from the cache)");
            return Remember(cached);
        }

        if (index > 1 && !isChecked)
        {
            chain.Check(Graph(chain.Stages[0]));
            isChecked = true;
        }

        using var held = cache.Lock(key, () => Announce($"{stage.Name}: another process is at it; waiting"), cancellation);
        if ((cache.Find(Kind, key) ?? shared?.Fetch(cache, Kind, key)) is { } made)
        {
            Announce($"{stage.Name}: {stage.Describe()} (from the cache)");
            return Remember(made);
        }

        Announce($"{stage.Name}: {stage.Describe()}");
        return Remember(Make(planned));

        void Announce(string message) => events.Report(new StageStarted(stage.Name, index, chain.Steps, message));

        StageRecord Remember(string folder)
        {
            uses.Add(cache.Use(folder));
            folders[planned] = folder;
            return ReportJson.Read<StageRecord>(System.IO.File.ReadAllText(Path.Combine(folder, RecordFile)));
        }
    }

    private string Make(PlannedStage planned)
    {
        var started = Stopwatch.GetTimestamp();
        var (stage, key) = planned;
        var progress = new StageProgress(stage.Name, events, TimeProvider.System);
        var previous = chain.Stages.TakeWhile(other => other != planned).LastOrDefault();
        var context = new StageContext(() => Graph(previous!), () => Graph(chain.Baseline), cache.WorkFolder(key), progress, cancellation);
        var result = stage.Run(context);
        double? metric = result.IsTrained ? Measure(result.Graph, progress) : null;
        RequireUnchangedData(planned);
        var folder = cache.Publish(Kind, key, entry => Write(entry, planned, result, metric, Stopwatch.GetElapsedTime(started)));
        cache.DiscardWork(key);
        return folder;
    }

    private void RequireUnchangedData(PlannedStage planned)
    {
        try
        {
            data.RequireUnchanged(planned.Stage.Name);
        }
        catch (PipelineException)
        {
            // Its checkpoints saw both data sets.
            cache.DiscardWork(planned.Key);
            throw;
        }
    }

    private double Measure(ModelGraph graph, StageProgress progress)
    {
        var metric = task.Measure(graph, manifest.Data.Val, threads, progress: null, cancellation);
        progress.Report(1, FormattableString.Invariant($"{task.Metric} {metric:0.0000} on \"{manifest.Data.Val}\""));
        return metric;
    }

    private void Write(string entry, PlannedStage planned, StageResult result, double? metric, TimeSpan duration)
    {
        var model = Path.Combine(entry, ModelFile);
        OnnxFile.Write(result.Graph, model);
        foreach (var (name, text) in result.Files)
        {
            System.IO.File.WriteAllText(Path.Combine(entry, name), text);
        }

        var cost = CostModel.Measure(result.Graph);
        var record = new StageRecord(
            planned.Stage.Name,
            planned.Key.Hash,
            planned.Key.Parts,
            cost.Parameters,
            cost.Macs,
            new FileInfo(model).Length,
            metric,
            Math.Round(duration.TotalSeconds, 2),
            manifest.Seed,
            result.Details);
        System.IO.File.WriteAllText(Path.Combine(entry, RecordFile), ReportJson.Write(record));
    }
}
