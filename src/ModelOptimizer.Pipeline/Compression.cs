using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Pipeline.Cache;
using ModelOptimizer.Pipeline.Cache.Sharing;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Explaining;
using ModelOptimizer.Pipeline.Inputs;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Locking;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Progress;
using ModelOptimizer.Pipeline.Reports;
using ModelOptimizer.Pipeline.Stages;
using ModelOptimizer.Pipeline.Tasks;
using ModelOptimizer.Pipeline.Verification;

namespace ModelOptimizer.Pipeline;

/// <summary>The main job: a manifest becomes an artifact.</summary>
public sealed class Compression
{
    internal const string Artifacts = "artifacts";
    internal const string ReportFile = "report.json";
    private const string ModelFile = "model.onnx";
    private const string PageFile = "report.html";

    private readonly CompressionRequest request;
    private readonly IProgress<CompressionEvent> events;
    private readonly ManifestFile file;
    private readonly ProjectData data;
    private readonly IModelTask task;
    private readonly ContentCache cache;
    private readonly StageChain chain;
    private readonly ComputeSettings compute;

    /// <summary>Reads the manifest and works out all keys; trains nothing and loads no native library.</summary>
    /// <param name="request">What to compress.</param>
    /// <param name="events">Hears what happens.</param>
    /// <exception cref="PipelineException">The manifest or the data set is invalid.</exception>
    public Compression(CompressionRequest request, IProgress<CompressionEvent> events)
    {
        this.request = request;
        this.events = events;
        file = ManifestFile.Read(request.Manifest);
        var manifest = file.Manifest;
        cache = new(request.Cache, Report);
        data = new(file, request.DataRoot, new Fingerprint(Path.Combine(cache.Root, "fingerprints")), Report);
        compute = new(request.Device ?? manifest.Device, manifest.Precision, request.Threads);
        task = ModelTasks.Of(manifest, data);
        chain = new(file, task, data, compute, request.CheckpointInterval, worker: request.Worker);
        Key = new KeyBuilder()
            .Add("model", chain.Finish.Key.Hash)
            .Add("baseline", chain.Baseline.Key.Hash)
            .Add("test", data.HashOf(data.Test))
            .Add("gates", ManifestText.Normalise(manifest.Gates))
            .Build();
    }

    /// <summary>The artifact's key.</summary>
    public ContentKey Key { get; }

    /// <summary>What would run: every stage with its key, and whether its result is in the cache.</summary>
    public IReadOnlyList<StageOutlook> Outlook() =>
        [.. chain.Stages.Select(stage => new StageOutlook(stage.Stage.Name, stage.Stage.Describe(), stage.Key, cache.Find(StageRunner.Kind, stage.Key) is not null))];

    /// <summary>What would run and why: every key compared, part by part, with the lock file or with what the cache holds.</summary>
    /// <exception cref="PipelineException">The lock file cannot be used.</exception>
    public Explanation Explain()
    {
        var path = LockFile.PathOf(file);
        var locked = LockFile.Read(path);
        var (history, cached) = (new KeyHistory(cache, locked), IsCached);
        return new(
            file.Path, Key.Hash, cached, locked is null ? null : path, locked?.Key, history.Changes(Key), [.. Outlook().Select(stage => history.Explain(stage, cached))]);
    }

    /// <summary>Whether the artifact is in the cache.</summary>
    public bool IsCached => cache.Find(Artifacts, Key) is not null;

    /// <summary>Reads the whole data set and the model, so that nothing is wrong with them that training would find later.</summary>
    /// <returns>Number of images of each split.</returns>
    public IReadOnlyDictionary<string, int> CheckInputs()
    {
        var source = chain.Stages[0].Stage;
        var model = source.Run(new(() => throw new InvalidOperationException(), () => throw new InvalidOperationException(), "", new(source.Name, events, TimeProvider.System), default));
        chain.Check(model.Graph);
        return data.Splits.ToDictionary(split => split, task.Check);
    }

    /// <summary>Finds or makes the artifact.</summary>
    /// <param name="cancellation">Asks to stop after a checkpoint; a later run goes on from there.</param>
    /// <exception cref="PipelineException">A gate failed, the artifact is missing in cache-only mode, or the cache cannot be used.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public ArtifactReady Run(CancellationToken cancellation)
    {
        var locked = new LockAgreement(file, Key, request, Report);
        using var shared = request.SharedCache is { } place ? SharedCache.Open(place, Report, request.SharedCachePatience) : null;
        if (request.Push && shared is null)
        {
            throw new PipelineException(Diagnostic.Error(DiagnosticCodes.Usage, "--push needs to know where to: give --shared-cache or MODELOPT_SHARED_CACHE."));
        }

        var artifact = Run(locked, shared, cancellation);
        if (request.Push)
        {
            Push(artifact, shared!);
        }

        return artifact;
    }

    private ArtifactReady Run(LockAgreement locked, SharedCache? shared, CancellationToken cancellation)
    {
        if (Find(locked, shared, cancellation) is { } cached)
        {
            events.Report(new RunStarted(file.Path, Key.Hash, request.Log, Cached: true));
            locked.CheckKey();
            return Announce(cached, locked, wasCached: true);
        }

        if (request.Mode == CompressionMode.CacheOnly)
        {
            events.Report(new RunStarted(file.Path, Key.Hash, request.Log, Cached: false));
            locked.CheckKey();
            throw new PipelineException(file.Error("", DiagnosticCodes.NotInCache, $"The artifact {Key.Hash} is not in the cache {cache.Root}. Make it where training is allowed: modelopt compress \"{file.Path}\""));
        }

        using var log = new EventLog(events, TimeProvider.System);
        using var held = Lock(cancellation);
        if (cache.Find(Artifacts, Key) is { } made)
        {
            events.Report(new RunStarted(file.Path, Key.Hash, request.Log, Cached: true));
            return Announce(made, locked, wasCached: true);
        }

        var path = Path.GetFullPath(request.Log ?? EventLog.PathOf(cache.Root, Key.Hash));
        cache.Guard(() => log.Open(path));
        return log.Run(new(file.Path, Key.Hash, path, Cached: false), () => Announce(Make(shared, log, cancellation), locked, wasCached: false, log));
    }

    private CacheLock Lock(CancellationToken cancellation) => cache.Lock(
        Key, () => events.Report(new StageStarted("wait", 0, chain.Stages.Count + 1, "another process makes this artifact; waiting for it")), cancellation);

    private void Report(Diagnostic diagnostic) => events.Report(DiagnosticFound.Of(diagnostic));

    // What is not in the cache, or with other bytes than the lock file records, may lie in the shared one.
    private string? Find(LockAgreement locked, SharedCache? shared, CancellationToken cancellation)
    {
        if (Holds(cache.Find(Artifacts, Key)) is { } found)
        {
            return found;
        }

        if (shared is null)
        {
            return cache.Find(Artifacts, Key);
        }

        using var held = Lock(cancellation);
        return Holds(cache.Find(Artifacts, Key)) ?? shared.Fetch(cache, Artifacts, Key, locked.Sha256) ?? cache.Find(Artifacts, Key);

        string? Holds(string? folder) => folder is null || (locked.Sha256 is { } recorded && EntrySeal.HashOf(folder, ModelFile) != recorded) ? null : folder;
    }

    private void Push(ArtifactReady artifact, SharedCache shared)
    {
        foreach (var stage in chain.Stages)
        {
            if (cache.Find(StageRunner.Kind, stage.Key) is { } folder)
            {
                shared.Push(folder, stage.Key);
            }
        }

        shared.Push(Path.GetDirectoryName(artifact.Model)!, Key);
    }

    private string Make(SharedCache? shared, EventLog log, CancellationToken cancellation)
    {
        using var runner = new StageRunner(cache, shared, chain, task, data, file.Manifest, compute.Threads, log, cancellation);
        StageRecord[] records = [.. chain.Stages.Select((stage, index) => runner.Run(stage, index + 1))];
        var count = chain.Stages.Count + 1;
        log.Report(new StageStarted("verify", count, count, $"verify: parity, latency, and the metric on {data.Count(data.Test)} images of \"{data.Test}\""));
        var (result, examples) = new Verifier(file, task, data, compute.Threads).Verify(
            runner.Graph(chain.Finish), runner.Graph(chain.Trained), runner.Graph(chain.Baseline), new("verify", log, TimeProvider.System), cancellation);
        data.RequireUnchanged("verify");
        var report = new CompressionReport(
            file.Name, Key.Hash, chain.Stages[0].Stage.Describe(), file.Manifest.Seed, records, result, RunVersions.Now()) { Metric = task.Metric };
        var page = ReportPage.Render(new ReportSources(
            report,
            file.Manifest,
            file.Text,
            Key,
            ModelDifference.Between(CostModel.Measure(runner.Graph(chain.Baseline)), CostModel.Measure(runner.Graph(chain.Trained))),
            data.Splits.ToDictionary(split => split, data.Count),
            examples,
            runner.File)
        { Arguments = [.. request.Arguments()] });
        Judge(result, log, ReportJson.Write(report), page);
        return cache.Publish(Artifacts, Key, folder =>
        {
            File.Copy(runner.ModelPath(chain.Finish), Path.Combine(folder, ModelFile));
            File.WriteAllText(Path.Combine(folder, ReportFile), ReportJson.Write(report));
            File.WriteAllText(Path.Combine(folder, PageFile), page);
        });
    }

    private void Judge(VerificationResult result, EventLog log, string report, string page)
    {
        List<Diagnostic> failures = [.. result.Gates.Where(gate => !gate.Passed).Select(gate => gate.Failure(file, result, task.Metric))];
        if (!result.Parity.Holds)
        {
            failures.Insert(0, result.Parity.Failure());
        }

        if (failures.Count > 0)
        {
            // What failed has no place in the cache; its report lies beside the log.
            log.Note(report);
            var path = log.Place + ".html";
            cache.Guard(() => File.WriteAllText(path, page));
            failures[^1] = failures[^1] with { Message = $"{failures[^1].Message} The report: {path}" };
            throw new PipelineException(failures);
        }
    }

    private ArtifactReady Announce(string folder, LockAgreement locked, bool wasCached, EventLog? log = null)
    {
        var model = Path.Combine(folder, ModelFile);
        var artifact = new ArtifactReady(
            Key.Hash, model, Path.Combine(folder, ReportFile), EntrySeal.HashOf(folder, ModelFile), new FileInfo(model).Length, wasCached);
        locked.Agree(artifact);
        (log ?? events).Report(artifact);
        return artifact;
    }
}
