using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Search.Spaces;

namespace ModelOptimizer.Search.Rollouts;

/// <summary>Plans candidates, looks them up in the journal, and has the rest run.</summary>
/// <param name="planner">Makes plans that keep to the limits.</param>
/// <param name="executor">Runs rollouts.</param>
/// <param name="journal">What is known.</param>
/// <param name="longest">The longest run allowed, in milliseconds; null sets no limit.</param>
public sealed class CandidateEvaluator(CandidatePlanner planner, IRolloutExecutor executor, RolloutJournal journal, double? longest = null) : ICandidateEvaluator
{
    /// <inheritdoc/>
    public IReadOnlyList<CandidateOutcome>? Evaluate(
        string strategy, IReadOnlyList<Architecture> candidates, Func<TimeSpan> spent, bool mayRun, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        var planned = candidates.Select(Plan).ToList();
        return Run(strategy, [.. planned.Select(candidate => candidate.Plan).OfType<PruningPlan>()], spent, mayRun, cancellation)
            ? [.. planned.Select(Judged)]
            : null;
    }

    /// <summary>The outcome of one plan, wherever it comes from.</summary>
    public CandidateOutcome Evaluate(string strategy, PruningPlan plan, Func<TimeSpan> spent, CancellationToken cancellation)
    {
        Run(strategy, [plan], spent, mayRun: true, cancellation);
        return Judged(new(plan, new(null)));
    }

    private CandidateOutcome Plan(Architecture candidate)
    {
        try
        {
            return new(planner.Plan(candidate), new(null));
        }
        catch (InfeasibleException error)
        {
            return new(null, new(null, error.Message), error.Excess);
        }
    }

    private bool Run(string strategy, IReadOnlyList<PruningPlan> plans, Func<TimeSpan> spent, bool mayRun, CancellationToken cancellation)
    {
        var unknown = plans.DistinctBy(PlanHash.Of, StringComparer.Ordinal).Where(plan => journal.Find(PlanHash.Of(plan)) is null).ToList();
        if (unknown.Count > 0 && mayRun)
        {
            executor.Run(unknown, (index, outcome) => journal.Add(PlanHash.Of(unknown[index]), outcome, strategy, spent()), cancellation);
        }

        return unknown.Count == 0 || mayRun;
    }

    private CandidateOutcome Judged(CandidateOutcome candidate)
    {
        if (candidate.Plan is null)
        {
            return candidate;
        }

        var outcome = journal.Find(candidate.Hash!)!;
        return outcome.Result?.LatencyMilliseconds is { } milliseconds && milliseconds > longest
            ? new(candidate.Plan, outcome with { Failure = FormattableString.Invariant($"it takes {milliseconds:0.00} ms where {longest:0.00} ms are allowed") }, (milliseconds / longest.Value) - 1)
            : candidate with { Outcome = outcome };
    }
}
