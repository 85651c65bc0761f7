using System.Globalization;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Reports;
using ModelOptimizer.Pipeline.Verification;
using ModelOptimizer.Pruning;
using ModelOptimizer.Pruning.Criteria;
using ModelOptimizer.Pruning.Groups;
using ModelOptimizer.Pruning.Selection;
using ModelOptimizer.Pruning.Sensitivity;

namespace ModelOptimizer.Pipeline.Stages;

/// <summary>Plans which channels leave, and cuts them out.</summary>
internal sealed class PruneStage(ManifestFile file, PruneOptions options, StageTraining training, int? threads) : IStage
{
    public string Name => "prune";

    public int Revision => 2;

    public string Describe() =>
        string.Join(", ", new[]
        {
            Wanted("parameters", options.Budget.Parameters?.ToString()),
            Wanted("MACs", options.Budget.Macs?.ToString()),
            Wanted("bytes", options.Budget.Bytes?.ToString()),
            Wanted("latency", options.Budget.Latency?.ToString()),
            options.Groups.Any(group => group.Remove is not null) ? "stated fractions of groups" : null,
            options.Thresholds == PruneThresholds.Sensitivity ? "thresholds by measured sensitivity" : null,
            options.Floor is { } floor ? string.Create(CultureInfo.InvariantCulture, $"at most {floor.MetricDrop:0.##} points lost") : null,
            options.Weights == PrunedWeights.Fresh ? "fresh weights" : null,
        }.OfType<string>());

    public void AddTo(KeyBuilder key)
    {
        key.Add("options", ManifestText.Normalise(options));
        if (options is { Criterion: PruneCriterion.Taylor } or { Thresholds: PruneThresholds.Sensitivity } or { Floor: not null } or { Recalibrate: > 0 })
        {
            training.AddDataTo(key);
        }

        if (JudgesByCpmc)
        {
            // What its defaults are decides, too.
            key.Add("cpmc", ManifestText.Normalise(options.Cpmc));
        }
    }

    public StageResult Run(StageContext context)
    {
        try
        {
            var graph = context.Input();
            var trials = new PruneTrials(
                graph,
                options,
                (candidate, batches) => training.Recalibrate(candidate, batches, context.Cancellation),
                (candidate, images) => training.Measure(candidate, images, context.Cancellation),
                context);
            var wanted = Options(context);
            var curves = options.Thresholds == PruneThresholds.Sensitivity ? trials.Scan(wanted) : null;
            wanted = wanted with { Sensitivity = curves };
            var trial = options.Floor is { } floor ? Above(floor, wanted, trials) : trials.Cut(wanted);
            var difference = SurgeryCheck.Require(graph, trial.Plan, trial.Cut, threads).MaxRelativeDifference;
            return new(CutWeights.Choose(options.Weights, trial.Graph, file.Manifest.Seed)) { Files = Files(trial, trials, curves), Details = Details(trial, trials, difference) };
        }
        catch (GroupingException error)
        {
            throw new PipelineException(file.Error("stages.prune.grouping", DiagnosticCodes.ModelInvalid, error.Message), error);
        }
        catch (PruningException error)
        {
            throw new PipelineException(file.Error("stages.prune.budget", DiagnosticCodes.BudgetOutOfReach, error.Message), error);
        }
    }

    private bool JudgesByCpmc => options.Method == PruneMethod.Cpmc || options.Criterion == PruneCriterion.Cpmc;

    private PruneTrial Above(FloorOptions floor, PruningOptions wanted, PruneTrials trials)
    {
        try
        {
            return trials.Cut(wanted, floor);
        }
        catch (FloorException error)
        {
            throw new PipelineException(file.Error("stages.prune.floor", DiagnosticCodes.BudgetOutOfReach, error.Message), error);
        }
    }

    private PruningOptions Options(StageContext context) => new()
    {
        Criterion = Criterion(context),
        Aggregation = options.Aggregation,
        Scope = options.Scope ?? (options.Method == PruneMethod.Cpmc ? PruningScope.Global : PruningScope.Group),
        Groups = Groups(options.Groups),
        Grouping = options.Grouping,
        Parameters = Budget(options.Budget.Parameters),
        Macs = Budget(options.Budget.Macs),
        Bytes = options.Budget.Bytes is { } size ? Pruning.Selection.Budget.AtMost(size.Bytes) : null,
        Latency = options.Budget.Latency is { } latency
            ? new(Pruning.Selection.Budget.AtMost(latency.Milliseconds), new OnnxLatencyMeter(threads, context.Cancellation))
            : null,
        FoldConstants = options.FoldConstants,
        Rounds = options.Rounds,
        Include = options.Include,
        RoundTo = options.RoundTo,
        MinimumKept = options.MinimumKept,
        Exclude = options.Exclude,
    };

    private Dictionary<string, string> Files(PruneTrial trial, PruneTrials trials, IReadOnlyList<SensitivityCurve>? curves)
    {
        var files = new Dictionary<string, string> { ["plan.json"] = trial.Plan.ToJson() };
        if (curves is not null)
        {
            var (images, batches) = (options.Sensitivity.Images, options.Sensitivity.Batches);
            files[SensitivityRecord.FileName] = ReportJson.Write(SensitivityRecord.Of(trials.Baseline, images, batches, curves, trial.Plan));
        }

        return files;
    }

    private Dictionary<string, string> Details(PruneTrial trial, PruneTrials trials, double difference)
    {
        var details = new Dictionary<string, string>
        {
            ["parameters"] = Change(trial.Plan.Before.Parameters, trial.Plan.After.Parameters),
            ["macs"] = Change(trial.Plan.Before.Macs, trial.Plan.After.Macs),
            ["cutAgainstMasked"] = FormattableString.Invariant($"{difference:0.0e0} of {SurgeryCheck.Tolerance:0.0e0}"),
        };
        if (trials.Batches > 0)
        {
            details["recalibrated"] = string.Create(CultureInfo.InvariantCulture, $"statistics measured anew on {trials.Batches} batches");
        }

        if (options.Floor is { } floor)
        {
            details["floor"] = string.Create(
                CultureInfo.InvariantCulture,
                $"{trial.Extent:0%} of what was asked for: {trial.Drop:0.0} of {floor.MetricDrop:0.##} points lost on {floor.Images} images");
        }

        return details;
    }

    /// <summary>The groups that a manifest states.</summary>
    public static IReadOnlyList<LayerGroup> Groups(IReadOnlyList<PruneGroupOptions> groups) =>
        [.. groups.Select(group => new LayerGroup(group.Name, group.Layers, group.Remove))];

    private ICriterion Criterion(StageContext context) => PruningCriteria.Find(
        ManifestShape.Name(JudgesByCpmc ? PruneCriterion.Cpmc : options.Criterion),
        new CriterionOptions
        {
            Seed = file.Manifest.Seed,
            Cpmc = options.Cpmc,
            Gradients = options.Criterion == PruneCriterion.Taylor ? training.Gradients(context.Cancellation) : null,
        });

    private static Budget? Budget(Percentage? change) => change is { } percentage ? Pruning.Selection.Budget.Reduction(-percentage.Fraction) : null;

    private static string? Wanted(string what, string? limit) => limit is null ? null : $"{what} {limit}";

    private static string Change(long before, long after) =>
        string.Create(CultureInfo.InvariantCulture, $"{before} -> {after} ({((double)after / before - 1) * 100:0.0}%)");
}
