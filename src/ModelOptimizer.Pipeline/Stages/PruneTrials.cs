using System.Globalization;
using ModelOptimizer.Graph;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pruning;
using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Pruning.Sensitivity;

namespace ModelOptimizer.Pipeline.Stages;

/// <summary>Cuts of a model that are measured before one is chosen.</summary>
/// <param name="graph">The model.</param>
/// <param name="options">How to prune.</param>
/// <param name="recalibrate">Measures statistics of batch normalisation anew on so many batches.</param>
/// <param name="measure">Measures the metric on so many images, 0 to 1.</param>
/// <param name="context">The stage's surroundings.</param>
internal sealed class PruneTrials(
    ModelGraph graph, PruneOptions options, Func<ModelGraph, int, ModelGraph> recalibrate, Func<ModelGraph, int, double> measure, StageContext context)
{
    /// <summary>Under a floor, where the manifest does not say how many.</summary>
    private const int BatchesUnderFloor = 16;

    /// <summary>A step back takes a tenth of what was asked for.</summary>
    private const int Steps = 10;

    private readonly Lazy<MeasuredMetrics> metrics = new(() => new(context.WorkFolder));

    /// <summary>Batches that statistics are measured on after the cut.</summary>
    public int Batches => options.Recalibrate ?? (options.Floor is null ? 0 : BatchesUnderFloor);

    /// <summary>The metric of the whole model as sensitivities see it.</summary>
    public double Baseline => metrics.Value.Get(
        "sensitivity", () => measure(recalibrate(graph, options.Sensitivity.Batches), options.Sensitivity.Images));

    /// <summary>What the metric loses as each group loses channels.</summary>
    public IReadOnlyList<SensitivityCurve> Scan(PruningOptions wanted) =>
        SensitivityScan.Measure(graph, wanted, options.Sensitivity.Step, Baseline, candidate =>
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var metric = metrics.Value.Get(
                string.Create(CultureInfo.InvariantCulture, $"sensitivity {candidate.Group} {candidate.Removed}"),
                () => measure(recalibrate(candidate.Cut(), options.Sensitivity.Batches), options.Sensitivity.Images));
            context.Progress.Report(candidate.Progress, string.Create(
                CultureInfo.InvariantCulture, $"sensitivity of {candidate.Group}: {metric:0.0000} without {candidate.Removed} of {candidate.Sets} channels"));
            return metric;
        });

    /// <summary>What is asked for, whatever the metric.</summary>
    public PruneTrial Cut(PruningOptions wanted)
    {
        var (plan, cut) = Pruner.Prune(graph, wanted);
        return new(plan, cut, Batches == 0 ? cut : recalibrate(cut, Batches));
    }

    /// <summary>What is asked for, or as much of it as keeps the metric above the floor.</summary>
    /// <exception cref="FloorException">The budget cannot be met above the floor.</exception>
    public PruneTrial Cut(PruningOptions wanted, FloorOptions floor)
    {
        var before = metrics.Value.Get("whole", () => measure(graph, floor.Images));
        PruneTrial? asked = null;
        for (var step = Steps; step > 0; step--)
        {
            var extent = (double)step / Steps;
            var trial = Cut(wanted with { Extent = extent });
            var metric = metrics.Value.Get(string.Create(CultureInfo.InvariantCulture, $"extent {extent}"), () => measure(trial.Graph, floor.Images));
            trial = trial with { Extent = extent, Before = before, Metric = metric };
            asked ??= trial;
            context.Progress.Report((Steps - step + 1.0) / Steps, string.Create(
                CultureInfo.InvariantCulture, $"{extent:0%} of the cut: metric {before:0.0000} -> {metric:0.0000}, {floor.MetricDrop:0.##} points allowed"));
            if (trial.Drop <= floor.MetricDrop)
            {
                return step == Steps || !HasBudget(wanted) ? trial : throw Below(asked, trial, floor);
            }
        }

        throw Below(asked!, null, floor);
    }

    private static bool HasBudget(PruningOptions wanted) => wanted is not { Parameters: null, Macs: null, Bytes: null, Latency: null };

    private static FloorException Below(PruneTrial asked, PruneTrial? possible, FloorOptions floor) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"What is asked for ({Change(asked.Plan)}) costs {asked.Drop:0.0} points of the metric ({asked.Before:0.0000} -> {asked.Metric:0.0000}) where the floor allows {floor.MetricDrop:0.##}; {(possible is null
            ? "even a tenth of it costs more"
            : string.Create(CultureInfo.InvariantCulture, $"above the floor lies {Change(possible.Plan)}, {possible.Extent:0%} of it, at {possible.Drop:0.0} points"))}. Ask for less, lower the floor, or train sparsely for longer."));

    private static string Change(PruningPlan plan) => string.Create(
        CultureInfo.InvariantCulture,
        $"parameters {((double)plan.After.Parameters / plan.Before.Parameters - 1) * 100:0.0}%, MACs {((double)plan.After.Macs / plan.Before.Macs - 1) * 100:0.0}%");
}

/// <summary>A cut of a model.</summary>
/// <param name="Plan">What leaves.</param>
/// <param name="Cut">What is left.</param>
/// <param name="Graph">The same, statistics measured anew where that is asked for.</param>
internal sealed record PruneTrial(PruningPlan Plan, ModelGraph Cut, ModelGraph Graph)
{
    /// <summary>How much was cut of what was asked for, 0 to 1.</summary>
    public double Extent { get; init; } = 1;

    /// <summary>The metric of the whole model; meaningful under a floor.</summary>
    public double Before { get; init; }

    /// <summary>The metric of what is left; meaningful under a floor.</summary>
    public double Metric { get; init; }

    /// <summary>What the metric lost, in points.</summary>
    public double Drop => (Before - Metric) * 100;
}
