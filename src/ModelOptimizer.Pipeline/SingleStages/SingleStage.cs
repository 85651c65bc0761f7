using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Darknet;
using ModelOptimizer.Pipeline.Cache;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Inputs;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Models;
using ModelOptimizer.Pipeline.Progress;
using ModelOptimizer.Pipeline.Stages;
using ModelOptimizer.Pipeline.Tasks;

namespace ModelOptimizer.Pipeline.SingleStages;

/// <summary>One stage by itself: a model in, a model out. It is the stage of a compression, with its cache and its checkpoints.</summary>
public sealed class SingleStage
{
    private readonly StageRequest request;
    private readonly IProgress<CompressionEvent> events;
    private readonly ManifestFile file;
    private readonly IModelTask task;
    private readonly ProjectData data;
    private readonly ContentCache cache;
    private readonly ComputeSettings compute;
    private readonly StageChain chain;

    /// <summary>Puts the manifest together and works out the keys; trains nothing.</summary>
    /// <exception cref="PipelineException">An option, the model or the data set is wrong.</exception>
    /// <exception cref="GraphException">There is no such model, or it is malformed.</exception>
    public SingleStage(StageRequest request, IProgress<CompressionEvent> events)
    {
        ArgumentNullException.ThrowIfNull(request);
        this.request = request;
        this.events = events;
        if (request.DataRoot is { } root && !Directory.Exists(root))
        {
            throw new PipelineException(Diagnostic.Error(DiagnosticCodes.DataInvalid, $"The data set's folder {root} (--data) does not exist."));
        }

        file = StageManifest.Of(request);
        var manifest = file.Manifest;
        cache = new(request.Cache, Report);
        data = new(file, null, new Fingerprint(Path.Combine(cache.Root, "fingerprints")), Report);
        compute = new(manifest.Device, manifest.Precision, request.Threads);
        task = ModelTasks.Of(manifest, data);
        chain = new(file, task, data, compute, request.CheckpointInterval, Teacher(), isSingle: true);
        Key = new KeyBuilder().Add("single", chain.Trained.Key.Hash).Build();
    }

    /// <summary>The run's key.</summary>
    public ContentKey Key { get; }

    /// <summary>Runs the stage, or takes its result from the cache, and writes the model.</summary>
    /// <param name="cancellation">Asks to stop after a checkpoint; a later run goes on from there.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public StageReport Run(CancellationToken cancellation)
    {
        using var log = new EventLog(events, TimeProvider.System);
        using var held = cache.Lock(Key, () => events.Report(new StageStarted("wait", 0, chain.Steps, "another process runs this stage; waiting for it")), cancellation);
        var isCached = cache.Find(StageRunner.Kind, chain.Trained.Key) is not null;
        var path = isCached ? null : EventLog.PathOf(cache.Root, Key.Hash);
        cache.Guard(() => log.Open(path));
        return log.Run(new(Path.GetFullPath(request.Output), Key.Hash, path, isCached), () =>
        {
            using var runner = new StageRunner(cache, shared: null, chain, task, data, file.Manifest, compute.Threads, log, cancellation);
            StageRecord[] records = [.. chain.Stages.Select((stage, index) => runner.Run(stage, index + 1))];
            return Describe(records[0], records[^1], isCached, OutputFile.Copy(runner.ModelPath(chain.Trained), request.Output));
        });
    }

    private TeacherModel? Teacher()
    {
        if (request.Stage != StageKind.Distill)
        {
            return null;
        }

        var path = request.Teacher ?? throw Usage("Distilling needs a --teacher: the model file that the student learns from.");
        if (ModelArgument.IsZoo(path))
        {
            throw Usage($"{path} comes untrained and has nothing to teach; give the file of a trained model as --teacher.");
        }

        try
        {
            var graph = task.Describe(ModelArgument.Load(path, []).Graph);
            return new(HashOf(path), () => graph);
        }
        catch (GraphException error)
        {
            throw new PipelineException(Diagnostic.Error(DiagnosticCodes.ModelInvalid, $"The teacher {path} cannot teach: {error.Message}"), error);
        }
    }

    private static string HashOf(string path) => !path.EndsWith(DarknetFile.Extension, StringComparison.OrdinalIgnoreCase) ? FileHash.Of(path)
        : new KeyBuilder().Add("cfg", FileHash.Of(path))
            .Add("weights", FileHash.Of(DarknetFile.WeightsBeside(path) ?? throw Usage($"{path} has no .weights beside it and nothing to teach."))).Build().Hash;

    private StageReport Describe(StageRecord before, StageRecord after, bool isCached, string output) => new(
        after.Name, output, FileHash.Of(output), isCached, task.Metric, file.Manifest.Data.Val, Model(before), Model(after), after.DurationSeconds, after.Seed, after.Details);

    private static StageModel Model(StageRecord record) => new(record.Parameters, record.Macs, record.Bytes, record.Metric);

    private void Report(Diagnostic diagnostic) => events.Report(DiagnosticFound.Of(diagnostic));

    private static PipelineException Usage(string message) => new(Diagnostic.Error(DiagnosticCodes.Usage, message));
}
