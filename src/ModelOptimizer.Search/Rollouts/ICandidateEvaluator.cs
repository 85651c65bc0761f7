using ModelOptimizer.Search.Spaces;

namespace ModelOptimizer.Search.Rollouts;

/// <summary>Judges the points of a space.</summary>
public interface ICandidateEvaluator
{
    /// <summary>The outcomes of a round, in its order; null where <paramref name="mayRun"/> forbids what it would take.</summary>
    /// <param name="strategy">Who asks.</param>
    /// <param name="candidates">The round.</param>
    /// <param name="spent">How long the strategy has run so far.</param>
    /// <param name="mayRun">Whether rollouts may still be run, or only those that are known count.</param>
    /// <param name="cancellation">Ends the rollouts; those that ended are kept.</param>
    IReadOnlyList<CandidateOutcome>? Evaluate(string strategy, IReadOnlyList<Architecture> candidates, Func<TimeSpan> spent, bool mayRun, CancellationToken cancellation);
}
