using System.Globalization;
using ModelOptimizer.Graph;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Reports;
using ModelOptimizer.Pruning;
using ModelOptimizer.Pruning.Groups;
using ModelOptimizer.Training.Sparsity;
using QuantileScope = ModelOptimizer.Pipeline.Manifest.QuantileScope;
using Schedule = ModelOptimizer.Training.Sparsity.SparsitySchedule;
using Scope = ModelOptimizer.Training.Sparsity.QuantileScope;

namespace ModelOptimizer.Pipeline.Stages;

/// <summary>Trains with an L1 penalty on the scales of batch normalisation, so that unimportant channels fade.</summary>
internal sealed class SparsifyStage(ManifestFile file, SparsifyOptions options, StageTraining training) : IStage
{
    private readonly PruneOptions? prune = file.Manifest.Stages.Prune;

    /// <summary>The stage's file that holds a <see cref="GammaHistory"/>.</summary>
    public const string GammasFile = "gammas.json";

    public string Name => "sparsify";

    public int Revision => 2;

    public string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{training.Describe(options)}, {ManifestShape.Name(options.Schedule)} schedule, {(options.Guard is { } guard
            ? $"rate steered to a loss of {guard.MetricDrop:0.##} points"
            : $"scales can fall by {training.Reach(options):0.0}")}");

    public void AddTo(KeyBuilder key)
    {
        training.AddTo(key, options);
        if (options.Scope == QuantileScope.Group)
        {
            key.Add("groups", string.Join('\n', [ManifestShape.Name(prune?.Grouping ?? default), .. (prune?.Groups ?? []).Select(ManifestText.Normalise)]));
        }
    }

    public StageResult Run(StageContext context)
    {
        GammaHistory? history = null;
        var result = training.Run(options, context, course: 1, graph => Sparsity(graph, context.Cancellation), gammas: gammas => history = gammas);
        return history is null ? result : result with
        {
            Files = new Dictionary<string, string>(result.Files) { [GammasFile] = ReportJson.Write(history) },
            Details = new Dictionary<string, string>(result.Details) { ["rate"] = Rates(history) },
        };
    }

    private SparsityOptions Sparsity(ModelGraph graph, CancellationToken cancellation)
    {
        var scales = Groups(graph);
        return new()
        {
            Schedule = options.Schedule == Manifest.SparsitySchedule.Dynamic ? Schedule.Dynamic : Schedule.Constant,
            Rate = options.Rate,
            RelaxAfter = options.RelaxAfter,
            Quantile = options.Quantile,
            Scope = options.Scope == QuantileScope.Group ? Scope.Group : Scope.Global,
            Groups = scales.Count > 0 ? scales : null,
            Guard = options.Guard is { } guard
                ? new() { MetricDrop = guard.MetricDrop, Every = guard.Every, Metric = measured => training.Measure(measured, guard.Images, cancellation) }
                : null,
        };
    }

    /// <summary>The scales that pruning judges, in its groups.</summary>
    private List<ScaleGroup> Groups(ModelGraph graph)
    {
        try
        {
            return
            [
                .. PrunableScale.Of(graph, new PruningOptions { Groups = PruneStage.Groups(prune?.Groups ?? []), Grouping = prune?.Grouping ?? default })
                    .GroupBy(scale => scale.Group, StringComparer.Ordinal)
                    .Select(group => new ScaleGroup(group.Key, [.. group.Select(scale => scale.Initializer)])),
            ];
        }
        catch (GroupingException error)
        {
            throw new PipelineException(file.Error("stages.prune.grouping", DiagnosticCodes.ModelInvalid, error.Message), error);
        }
        catch (PruningException error)
        {
            throw new PipelineException(file.Error("stages.prune.groups", DiagnosticCodes.BudgetOutOfReach, error.Message), error);
        }
    }

    private string Rates(GammaHistory history)
    {
        var rates = history.Epochs.Skip(1).Select(epoch => epoch.Rate).ToList();
        return options.Guard is not { } guard
            ? options.Rate.ToString(CultureInfo.InvariantCulture)
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{rates[0]:0.#####} -> {rates[^1]:0.#####}, between {rates.Min():0.#####} and {rates.Max():0.#####}; metric {history.Baseline:0.0000} -> {history.Epochs[^1].Metric:0.0000} on {guard.Images} images, {guard.MetricDrop:0.##} points allowed");
    }
}
