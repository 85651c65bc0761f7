using System.Globalization;
using ModelOptimizer.Graph;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Verification;
using ModelOptimizer.Pruning;
using ModelOptimizer.Pruning.Criteria;
using ModelOptimizer.Pruning.Groups;
using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Pruning.Selection;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pipeline.Stages;

/// <summary>Plans which channels leave, and cuts them out.</summary>
internal sealed class PruneStage(ManifestFile file, PruneOptions options, int? threads) : IStage
{
    public string Name => "prune";

    public int Revision => 1;

    public string Describe() =>
        string.Join(", ", new[] { Wanted("parameters", options.Budget.Parameters), Wanted("MACs", options.Budget.Macs) }.OfType<string>());

    public void AddTo(KeyBuilder key) => key.Add("options", ManifestText.Normalise(options));

    public StageResult Run(StageContext context)
    {
        try
        {
            var graph = context.Input();
            var plan = Pruner.Plan(graph, new PruningOptions
            {
                Criterion = PruningCriteria.Find(ManifestShape.Name(options.Criterion)),
                Scope = PruningScope.Group,
                Groups = [.. options.Groups.Select(group => new LayerGroup(group.Name, group.Layers, group.Remove))],
                Parameters = Budget(options.Budget.Parameters),
                Macs = Budget(options.Budget.Macs),
                RoundTo = options.RoundTo,
                MinimumKept = options.MinimumKept,
                Exclude = options.Exclude,
            });
            var difference = Check(graph, plan);
            return new(ChannelSurgery.Apply(graph, plan))
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

    private double Check(ModelGraph graph, PruningPlan plan) => SurgeryCheck.Measure(graph, plan, threads) is var difference && difference <= SurgeryCheck.Tolerance
        ? difference
        : throw new PipelineException(Diagnostic.Error(DiagnosticCodes.SurgeryGate, FormattableString.Invariant(
            $"The pruned graph computes something else than the masked one: they differ by {difference:0.0e0}; {SurgeryCheck.Tolerance:0.0e0} is allowed. This is a defect: please report it with the model.")));

    private static Budget? Budget(Percentage? change) => change is { } percentage ? Pruning.Selection.Budget.Reduction(-percentage.Fraction) : null;

    private static string? Wanted(string what, Percentage? change) => change is { } percentage ? $"{what} {percentage}" : null;

    private static string Change(long before, long after) =>
        string.Create(CultureInfo.InvariantCulture, $"{before} -> {after} ({((double)after / before - 1) * 100:0.0}%)");
}
