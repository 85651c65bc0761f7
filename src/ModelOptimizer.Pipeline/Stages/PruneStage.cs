using System.Globalization;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Verification;
using ModelOptimizer.Pruning;
using ModelOptimizer.Pruning.Criteria;
using ModelOptimizer.Pruning.Groups;
using ModelOptimizer.Pruning.Selection;

namespace ModelOptimizer.Pipeline.Stages;

/// <summary>Plans which channels leave, and cuts them out.</summary>
internal sealed class PruneStage(ManifestFile file, PruneOptions options, StageTraining training, int? threads) : IStage
{
    public string Name => "prune";

    public int Revision => 1;

    public string Describe() =>
        string.Join(", ", new[]
        {
            Wanted("parameters", options.Budget.Parameters?.ToString()),
            Wanted("MACs", options.Budget.Macs?.ToString()),
            Wanted("bytes", options.Budget.Bytes?.ToString()),
            Wanted("latency", options.Budget.Latency?.ToString()),
        }.OfType<string>());

    public void AddTo(KeyBuilder key)
    {
        key.Add("options", ManifestText.Normalise(options));
        if (options.Criterion == PruneCriterion.Taylor)
        {
            training.AddGradientsTo(key);
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
            var (plan, cut) = Pruner.Prune(graph, new PruningOptions
            {
                Criterion = Criterion(context),
                Scope = options.Scope ?? (options.Method == PruneMethod.Cpmc ? PruningScope.Global : PruningScope.Group),
                Groups = [.. options.Groups.Select(group => new LayerGroup(group.Name, group.Layers, group.Remove))],
                Parameters = Budget(options.Budget.Parameters),
                Macs = Budget(options.Budget.Macs),
                Bytes = options.Budget.Bytes is { } size ? Pruning.Selection.Budget.AtMost(size.Bytes) : null,
                Latency = options.Budget.Latency is { } latency
                    ? new(Pruning.Selection.Budget.AtMost(latency.Milliseconds), new OnnxLatencyMeter(threads, context.Cancellation))
                    : null,
                Rounds = options.Rounds,
                Include = options.Include,
                RoundTo = options.RoundTo,
                MinimumKept = options.MinimumKept,
                Exclude = options.Exclude,
            });
            var difference = SurgeryCheck.Require(graph, plan, cut, threads).MaxRelativeDifference;
            return new(cut)
            {
                Files = new Dictionary<string, string> { ["plan.json"] = plan.ToJson() },
                Details = new Dictionary<string, string>
                {
                    ["parameters"] = Change(plan.Before.Parameters, plan.After.Parameters),
                    ["macs"] = Change(plan.Before.Macs, plan.After.Macs),
                    ["cutAgainstMasked"] = FormattableString.Invariant($"{difference:0.0e0} of {SurgeryCheck.Tolerance:0.0e0}"),
                },
            };
        }
        catch (PruningException error)
        {
            throw new PipelineException(file.Error("stages.prune.budget", DiagnosticCodes.BudgetOutOfReach, error.Message), error);
        }
    }

    private bool JudgesByCpmc => options.Method == PruneMethod.Cpmc || options.Criterion == PruneCriterion.Cpmc;

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
