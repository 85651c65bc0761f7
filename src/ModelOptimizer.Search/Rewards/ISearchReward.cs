using ModelOptimizer.Search.Rollouts;

namespace ModelOptimizer.Search.Rewards;

/// <summary>Trades what a candidate is worth against what it costs. A new trade is a file in this folder.</summary>
public interface ISearchReward
{
    /// <summary>The trade as a formula, for reports.</summary>
    string Formula { get; }

    /// <summary>Whether candidates must be run against the clock.</summary>
    bool NeedsLatency { get; }

    /// <summary>The reward of a candidate.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="whole">The whole model, measured in the same way.</param>
    double Judge(RolloutResult candidate, RolloutResult whole);
}
