using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Pipeline.Cache;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Inputs;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Stages;
using ModelOptimizer.Pipeline.Verification;
using ModelOptimizer.Pruning;
using ModelOptimizer.Pruning.Criteria;
using ModelOptimizer.Pruning.Surgery;
using ModelOptimizer.Search.Records;
using ModelOptimizer.Search.Spaces;
using ModelOptimizer.Search.Workers;

namespace ModelOptimizer.Pipeline.Models;

/// <summary>Searches a smaller form of one model: the verb <c>search</c>.</summary>
public static class ModelSearch
{
    /// <summary>Does what <paramref name="request"/> asks for, or goes on where a run with the same inputs was killed.</summary>
    /// <param name="request">What to search.</param>
    /// <param name="progress">Hears how far it is: the fraction done, the time left, and where it is for people.</param>
    /// <param name="cancellation">Ends it; what was judged is kept.</param>
    /// <exception cref="PipelineException">The request is malformed, or the cut graph computes something else than the masked one.</exception>
    /// <exception cref="GraphException">There is no such model, or it is malformed.</exception>
    /// <exception cref="PruningException">There is nothing to search, or a pattern matches no layer.</exception>
    /// <exception cref="Search.SearchException">Candidates cannot be judged, or none counts.</exception>
    public static SearchReport Run(SearchRequest request, Action<double, TimeSpan?, string> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (graph, classes) = Load(request);
        var limits = new SearchLimits(
            PruneAmount.Count("--parameters", request.Parameters), PruneAmount.Count("--macs", request.Macs),
            PruneAmount.Bytes("--bytes", request.Bytes), PruneAmount.Milliseconds("--latency", request.Latency));
        var pruning = new PruningOptions
        {
            Criterion = Criterion(request), RoundTo = request.RoundTo, Exclude = request.Exclude,
        };
        var compute = new ComputeSettings(request.Device, PrecisionKind.Auto, request.Threads);
        var folder = Path.Combine($"{Path.GetFullPath(request.Output)}.search", Key(request, graph, classes).Hash[..16]);
        var setup = new RolloutSetup(SearchEngine.ModelIn(folder), Path.GetFullPath(request.Data), request.Train, request.Validation)
        {
            Options = request.Options.Rollout,
            Seed = request.Seed,
            Device = StageTraining.Device(compute.Device),
            Precision = StageTraining.Precision(compute.Precision),
            Threads = compute.TrainingThreads,
        };
        var result = new SearchEngine(folder, request.Options, pruning, limits, request.Worker).Run(graph, setup, request.Seed, progress, cancellation);
        SurgeryCheck.Require(graph, result.Plan, ChannelSurgery.Apply(graph, result.Plan), request.Threads);
        var document = Path.ChangeExtension(request.Output, "search.json");
        OnnxFile.Write(result.Graph, request.Output);
        OutputFile.Write(document, result.Record.ToJson());
        OutputFile.Write(Path.ChangeExtension(request.Output, "plan.json"), result.Plan.ToJson());
        return new(result.Record, request.Output, document);
    }

    private static (ModelGraph Graph, IReadOnlyList<string> Classes) Load(SearchRequest request)
    {
        var (graph, _) = ModelArgument.Load(request.Model, request.Settings);
        if (DetectorDescription.Read(graph) is { } detector)
        {
            return (graph, detector.Classes);
        }

        var described = ModelEvaluation.Describe(
            graph, new(request.Model, request.Data, request.Train) { Mean = request.Mean, Deviation = request.Deviation });
        described.Write(graph);
        return (graph, described.Classes);
    }

    /// <summary>What a killed search may go on from: the same model, images and options. More candidates or time, or other workers, only add to it.</summary>
    private static ContentKey Key(SearchRequest request, ModelGraph graph, IReadOnlyList<string> classes)
    {
        var fingerprint = new Fingerprint(Path.Combine(ContentCache.DefaultRoot, "fingerprints"));
        var key = new KeyBuilder()
            .Add("engine", EngineVersion.Current)
            .Add("model", FileHash.OfBytes(OnnxFile.ToBytes(graph)))
            .Add("classes", string.Join('\n', classes))
            .Add("options", ManifestText.Normalise(request.Options.Decisive with { Rollouts = 1, BudgetMinutes = null, Controls = false }))
            .Add("pruning", string.Join('\n', [request.Criterion, request.Parameters, request.Macs, request.Bytes, request.Latency, FormattableString.Invariant($"{request.RoundTo}"), .. request.Exclude]))
            .Add("compute", FormattableString.Invariant($"{request.Seed} {request.Device} {request.Threads}"));
        foreach (var split in new[] { request.Train, request.Validation })
        {
            var files = DetectorDescription.Read(graph) is null ? ImageFolderReader.Files(request.Data, split) : VocReader.Files(request.Data, split);
            key.Add(split, fingerprint.Of(request.Data, files));
        }

        return key.Build();
    }

    private static ICriterion Criterion(SearchRequest request)
    {
        try
        {
            return PruningCriteria.Find(request.Criterion, request.Seed);
        }
        catch (PruningException error)
        {
            throw new PipelineException(Diagnostic.Error(DiagnosticCodes.Usage, error.Message), error);
        }
    }
}

/// <summary>What a search found.</summary>
/// <param name="Record">Every candidate of every strategy.</param>
/// <param name="Output">Where the found model is.</param>
/// <param name="Document">Where the record is.</param>
public sealed record SearchReport(SearchRecord Record, string Output, string Document);
